import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[6]]))
print(json.dumps([[1, 1 + {{STEP}}, 1 + 2 * {{STEP}}]]))
print(json.dumps([[1, 2 + {{STEP}}, 3 + 2 * {{STEP}}]]))
print(json.dumps([[5, 1, 6, 2, 7, 3, 8]]))
for index in range(count - 5):
    print(json.dumps([[rng.randint(0, 15) for _ in range(rng.randint(3, 6 + index // 2))]]))
