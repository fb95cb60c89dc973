import sys

start, *rest = sys.stdin.read().split()
roads = list(zip(rest[::2], rest[1::2]))
reached = {start}
for _ in range(len(roads) + 1):
    reached |= {b for a, b in roads if a in reached} | {a for a, b in roads if b in reached}
print(len(reached) - 1)
