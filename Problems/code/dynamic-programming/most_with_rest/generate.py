import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[7]]))
print(json.dumps([[-4]]))
print(json.dumps([[5, 1, 1, 5]]))
print(json.dumps([[5, 9, 5, 9, 5]]))
print(json.dumps([[3, 2, 9, 1, 4, 8, 7]]))
for index in range(count - 6):
    print(json.dumps([[rng.randint(-3, 20) for _ in range(rng.randint(2, 6 + index))]]))
