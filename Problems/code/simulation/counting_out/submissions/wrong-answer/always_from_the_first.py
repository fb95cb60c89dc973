import sys

names = sys.stdin.read().split()
while len(names) > 1:
    names.pop(({{BEATS}} - 1) % len(names))
print(names[0])
