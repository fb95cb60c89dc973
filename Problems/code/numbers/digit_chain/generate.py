import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([0]))
print(json.dumps([1]))
print(json.dumps([10]))
print(json.dumps([153]))
for index in range(count - 4):
    print(json.dumps([rng.randint(2, 10 ** (2 + index // 4))]))
