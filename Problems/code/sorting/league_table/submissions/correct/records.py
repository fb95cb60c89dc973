import sys

table = {}
for line in sys.stdin:
    words = line.split()
    if len(words) == 4:
        a, b = int(words[1]), int(words[3])
        for name, own, other in ((words[0], a, b), (words[2], b, a)):
            entry = table.setdefault(name, [0, 0])
            entry[0] -= {{WIN}} if own > other else int(own == other)
            entry[1] -= own - other
for (points, _), name in sorted((entry, name) for name, entry in table.items()):
    print(name, -points)
