import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([0, 0]))
print(json.dumps([5, 4]))
print(json.dumps([0, {{DIVISOR}}]))
print(json.dumps([1, 99]))
for index in range(count - 4):
    low = rng.randint(0, 30 * (index + 1))
    print(json.dumps([low, low + rng.randint(0, 60 * (index + 1))]))
