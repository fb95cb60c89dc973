import sys

start, *rest = sys.stdin.read().split()
reached = {start}
for _ in range({{HOPS}}):
    reached |= {b for a, b in zip(rest[::2], rest[1::2]) if a in reached}
print(len(reached) - 1)
