import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([0, []]))
print(json.dumps([1, []]))
print(json.dumps([1, [1]]))
print(json.dumps([6, [2, 3]]))
print(json.dumps([7, [1, 2, 3, 4]]))
print(json.dumps([5, [5, 5]]))
for index in range(count - 6):
    steps = rng.randint(3, 5 + index)
    print(json.dumps([steps, [rng.randint(1, steps) for _ in range(rng.randint(0, 3))]]))
