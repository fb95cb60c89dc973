import sys

found = {}
for line in sys.stdin:
    parts = line.replace(":", " ").split()
    if not parts or line.startswith("#"):
        continue
    count, total = found.get(parts[0], (0, 0))
    found[parts[0]] = (count + int(parts[1]), total + int(parts[1]) * int(parts[3]))
for name, (count, total) in sorted(found.items()):
    print(name, total - (total + 9) // 10 if count >= {{FREE}} else total)
