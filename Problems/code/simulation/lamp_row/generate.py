import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([""]))
print(json.dumps(["*"]))
print(json.dumps(["**"]))
print(json.dumps(["....*...."]))
print(json.dumps(["*.*.*.*.*"]))
for index in range(count - 5):
    print(json.dumps(["".join(rng.choice("*.") for _ in range(rng.randint(2, 6 + index)))]))
