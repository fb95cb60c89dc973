import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[8]]))
print(json.dumps([[4, 4 + {{BASE}}, 4 + 2 * {{BASE}}, 4, 5]]))
print(json.dumps([list(range(2 * {{BASE}}))]))
for index in range(count - 4):
    print(json.dumps([[rng.randint(0, 30 + 10 * index) for _ in range(rng.randint(2, 5 + 2 * index))]]))
