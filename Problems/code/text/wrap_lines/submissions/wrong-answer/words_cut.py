import sys

text = " ".join(sys.stdin.read().split())
for start in range(0, len(text), {{WIDTH}}):
    print(text[start:start + {{WIDTH}}])
