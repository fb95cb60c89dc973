import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
def expression(depth):
    parts = []
    for _ in range(rng.randint(1, 4)):
        if depth > 0 and rng.random() < 0.4:
            parts.append("(" + expression(depth - 1) + ")")
        else:
            parts.append(str(rng.randint(0, 30)))
    text = parts[0]
    for part in parts[1:]:
        blank = rng.choice(["", " "])
        text += blank + rng.choice("+*") + blank + part
    return text


print(json.dumps("7\n"))
print(json.dumps("2 * 3 + 4\n"))
print(json.dumps("2 + 3 * 4\n"))
print(json.dumps("(2*3)+4\n"))
print(json.dumps("((10+5)*(1 + 1*2))*40\n"))
print(json.dumps("999 * 999 + 1\n"))
for index in range(count - 6):
    print(json.dumps(expression(1 + index // 3) + "\n"))
