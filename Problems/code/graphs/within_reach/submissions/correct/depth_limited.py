import sys

start, *rest = sys.stdin.read().split()
roads = {}
for first, second in zip(rest[::2], rest[1::2]):
    roads.setdefault(first, set()).add(second)
    roads.setdefault(second, set()).add(first)
best = {start: {{HOPS}}}


def visit(place, left):
    for neighbor in roads.get(place, ()) if left else ():
        if best.get(neighbor, -1) < left - 1:
            best[neighbor] = left - 1
            visit(neighbor, left - 1)


visit(start, {{HOPS}})
print(len(best) - 1)
