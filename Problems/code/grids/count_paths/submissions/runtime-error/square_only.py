import sys

grid = sys.stdin.read().split()
n = len(grid[0])
ways = [[0] * (n + 1) for _ in range(n + 1)]
for row in range(n - 1, -1, -1):
    for column in range(n - 1, -1, -1):
        if grid[row][column] == ".":
            last = row == column == n - 1
            ways[row][column] = 1 if last else ways[row + 1][column] + ways[row][column + 1]
print(ways[0][0] % {{MODULUS}})
