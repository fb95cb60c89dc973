import sys

grid = [list(line) for line in sys.stdin.read().split()]


def fill(r, c):
    if 0 <= r < len(grid) and 0 <= c < len(grid[0]) and grid[r][c] == "#":
        grid[r][c] = "."
        for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            fill(r + a, c + b)
        return 1
    return 0


print(sum(fill(r, c) for r in range(len(grid)) for c in range(len(grid[0]))))
