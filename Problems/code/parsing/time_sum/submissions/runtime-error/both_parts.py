import re
import sys

total = 0
for line in sys.stdin:
    hours, minutes = re.match(r"(\d+)h(\d+)m", line).groups()
    length = 60 * int(hours) + int(minutes)
    total += length - ({{BREAK}} if length >= 60 else 0)
print("%dh%02dm" % divmod(total, 60))
