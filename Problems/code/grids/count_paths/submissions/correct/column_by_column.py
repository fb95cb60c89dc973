import sys

grid = sys.stdin.read().split()
ways = {(0, 0): int(grid[0][0] == ".")}
for column in range(len(grid[0])):
    for row in range(len(grid)):
        if (row, column) != (0, 0):
            free = grid[row][column] == "."
            ways[row, column] = free * (ways.get((row - 1, column), 0) + ways.get((row, column - 1), 0))
print(ways[len(grid) - 1, len(grid[0]) - 1] % {{MODULUS}})
