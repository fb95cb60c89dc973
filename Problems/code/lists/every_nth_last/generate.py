import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[7]]))
for index in range(count - 2):
    length = rng.randint(1, 4 + index)
    print(json.dumps([[rng.randint(-9, 20) for _ in range(length)]]))
