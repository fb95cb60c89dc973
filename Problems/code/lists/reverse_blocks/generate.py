import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[1]]))
print(json.dumps([list(range(1, {{SIZE}} + 1))]))
print(json.dumps([list(range(1, 2 * {{SIZE}}))]))
print(json.dumps([list(range(1, 2 * {{SIZE}} + 2))]))
for index in range(count - 5):
    print(json.dumps([[rng.randint(-9, 30) for _ in range(rng.randint(2, 5 + index))]]))
