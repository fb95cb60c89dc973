import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[[3, 3], [3, 3], [3, 3]]]))
print(json.dumps([[[0, 5], [5, 9], [0, 9]]]))
print(json.dumps([[[-4, 6], [-2, 3], [-1, 8]]]))
print(json.dumps([[[2, 7], [2, 7], [2, 7]]]))
for index in range(count - 5):
    pieces = []
    for _ in range(rng.randint(2, 4 + index // 2)):
        start = rng.randint(-10, 20 + index)
        pieces.append([start, start + rng.randint(0, 15)])
    print(json.dumps([pieces]))
