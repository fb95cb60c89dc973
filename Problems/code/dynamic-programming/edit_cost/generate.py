import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps(["", ""]))
print(json.dumps(["abc", ""]))
print(json.dumps(["", "ab"]))
print(json.dumps(["kitten", "sitting"]))
print(json.dumps(["abcdef", "azced"]))
print(json.dumps(["aaaa", "bbb"]))
for index in range(count - 6):
    size = 3 + index // 3
    start = "".join(rng.choice("abc") for _ in range(rng.randint(1, size)))
    print(json.dumps([start, "".join(rng.choice("abc") for _ in range(rng.randint(1, size)))]))
