import sys

ways = None
for line in sys.stdin.read().split():
    current, left = [], 0
    for column, cell in enumerate(line):
        above = ways[column] if ways else int(column == 0)
        left = 0 if cell == "#" else above + left
        current.append(left)
    ways = current
print(ways[-1])
