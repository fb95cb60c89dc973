import sys

names, place = sys.stdin.read().split(), 0
while len(names) > 1:
    place += {{BEATS}} - 1
    names.pop(place)
print(names[0])
