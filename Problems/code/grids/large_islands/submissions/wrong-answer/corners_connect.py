import sys

grid = [list(line) for line in sys.stdin.read().split()]


def fill(r, c):
    if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or grid[r][c] != "#":
        return 0
    grid[r][c] = "."
    return 1 + sum(fill(r + a, c + b) for a in (-1, 0, 1) for b in (-1, 0, 1))


sizes = [fill(r, c) for r in range(len(grid)) for c in range(len(grid[0]))]
print(sum(size >= {{CELLS}} for size in sizes))
