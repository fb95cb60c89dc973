import sys

lines = []
for word in sys.stdin.read().split():
    if lines and len(lines[-1]) + len(word) <= {{WIDTH}}:
        lines[-1] += " " + word
    else:
        lines.append(word)
print("\n".join(lines))
