import sys

grid = [list(line) for line in sys.stdin.read().split()]


def fill(r, c):
    if grid[r][c] != "#":
        return 0
    grid[r][c] = "."
    return 1 + fill(r + 1, c) + fill(r - 1, c) + fill(r, c + 1) + fill(r, c - 1)


sizes = [fill(r, c) for r in range(len(grid)) for c in range(len(grid[0]))]
print(sum(size >= {{CELLS}} for size in sizes))
