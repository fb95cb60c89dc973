import sys

found = {}
for line in sys.stdin:
    name, rest = line.split(":")
    count, price = map(int, rest.split("x"))
    before = found.get(name, (0, 0))
    found[name] = (before[0] + count, before[1] + count * price)
for name, (count, total) in sorted(found.items()):
    print(name, total * 9 // 10 if count >= {{FREE}} else total)
