import sys

names = sys.stdin.read().split()
place = 0
for size in range(2, len(names) + 1):
    place = (place + {{BEATS}}) % size
print(names[place])
