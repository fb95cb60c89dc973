import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
for total in range(min(count, 10)):
    print(json.dumps([total]))
for index in range(count - 10):
    print(json.dumps([rng.randint(10, 17)]))
