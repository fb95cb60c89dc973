import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([""]))
print(json.dumps(["aeiou"]))
print(json.dumps(["AEIOU"]))
print(json.dumps(["rhythm"]))
for index in range(count - 4):
    print(json.dumps(["".join(rng.choice("aeiouaeiouAExyz bc,") for _ in range(rng.randint(1, 6 + 2 * index)))]))
