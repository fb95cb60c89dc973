import sys

print(eval(sys.stdin.read().strip()) % {{LIMIT}})
