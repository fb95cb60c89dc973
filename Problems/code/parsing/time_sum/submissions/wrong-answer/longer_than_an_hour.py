import re
import sys

total = 0
for line in sys.stdin:
    length = sum(int(n) * (60 if u == "h" else 1) for n, u in re.findall(r"(\d+)([hm])", line))
    total += length - ({{BREAK}} + 1 if length > 60 else 0)
print("%dh%02dm" % divmod(total, 60))
