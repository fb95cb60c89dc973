import sys

start, end = map(int, sys.stdin.read().split())
print(1)
