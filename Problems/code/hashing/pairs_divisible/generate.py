import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[{{DIVISOR}}]]))
print(json.dumps([[0, 0, {{DIVISOR}}]]))
print(json.dumps([[1, -1, {{DIVISOR}} - 1, 2]]))
for index in range(count - 4):
    print(json.dumps([[rng.randint(-20, 40) for _ in range(rng.randint(2, 5 + 2 * index))]]))
