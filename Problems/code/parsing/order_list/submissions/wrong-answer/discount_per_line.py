import sys

found = {}
for line in sys.stdin:
    parts = line.replace(":", " ").split()
    if not parts or line.startswith("#"):
        continue
    total = int(parts[1]) * int(parts[3])
    found[parts[0]] = found.get(parts[0], 0) + (total * 9 // 10 if int(parts[1]) >= {{FREE}} else total)
for name, total in sorted(found.items()):
    print(name, total)
