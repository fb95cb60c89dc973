import math
import sys

grid = sys.stdin.read().split()
print(math.comb(len(grid) + len(grid[0]) - 2, len(grid) - 1) % {{MODULUS}})
