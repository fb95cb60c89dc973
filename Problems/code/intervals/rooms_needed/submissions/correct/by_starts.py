import sys

meetings = [tuple(map(int, line.split())) for line in sys.stdin if line.strip()]
print(max(sum(s <= start < e + {{PAUSE}} for s, e in meetings) for start, _ in meetings), end="")
