import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
for amount in (0, 1, {{MIDDLE}}, {{LARGE}}, 3 * {{MIDDLE}}, {{LARGE}} + {{MIDDLE}} - 1):
    print(json.dumps([amount]))
for index in range(count - 6):
    print(json.dumps([rng.randint(2, 20 * (index + 1))]))
