import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[7]]))
print(json.dumps([[5] + list(range(10, 9 + {{REACH}})) + [5]]))
print(json.dumps([[5] + list(range(10, 10 + {{REACH}})) + [5]]))
print(json.dumps([[1, 2, 2, 1]]))
for index in range(count - 5):
    top = rng.randint(2, 4 + 3 * index)
    print(json.dumps([[rng.randint(0, top) for _ in range(rng.randint(2, 6 + index))]]))
