import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
def pack(depth):
    text = ""
    for _ in range(rng.randint(1, 3)):
        if depth > 0 and rng.random() < 0.5:
            text += str(rng.randint(2, 4)) + "[" + pack(depth - 1) + "]"
        else:
            text += rng.choice("abcdexyz")
    return text


print(json.dumps([""]))
print(json.dumps(["hello"]))
print(json.dumps(["3[ab]"]))
print(json.dumps(["2[a3[b]]c"]))
print(json.dumps(["x2[2[2[z]]]y9[q]"]))
for index in range(count - 5):
    print(json.dumps([pack(1 + index // 3)]))
