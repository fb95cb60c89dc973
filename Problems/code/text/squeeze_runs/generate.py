import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([""]))
print(json.dumps(["x"]))
print(json.dumps(["aAaA"]))
print(json.dumps(["zzzzzz"]))
for index in range(count - 4):
    text = ""
    for _ in range(rng.randint(1, 3 + index)):
        text += rng.choice("abAB .!") * rng.randint(1, 5)
    print(json.dumps([text]))
