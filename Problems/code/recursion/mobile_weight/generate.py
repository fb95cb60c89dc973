import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
def balanced(weight, depth):
    side = weight - {{ROD}}
    if depth == 0 or side < 2 or side % 2:
        return weight
    return [balanced(side // 2, depth - 1 if rng.random() < 0.7 else 0), balanced(side // 2, depth - 1)]


print(json.dumps([5]))
print(json.dumps([[4, 4]]))
print(json.dumps([[4, 5]]))
print(json.dumps([[[2, 2], 4 + {{ROD}}]]))
print(json.dumps([[[1, 3], 4 + {{ROD}}]]))
print(json.dumps([[[3, 1], [2, 2]]]))
for index in range(count - 6):
    weight = rng.randint(1, 5)
    for _ in range(rng.randint(1, 4)):
        weight = 2 * weight + {{ROD}}
    mobile = balanced(weight, 5)
    if rng.random() < 0.4 and isinstance(mobile, list):
        mobile = [mobile, weight + rng.choice([0, 1, {{ROD}}])]
    print(json.dumps([mobile]))
