import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[[3, 3]]]))
print(json.dumps([[[0, 4], [4 + {{GAP}}, 9]]]))
print(json.dumps([[[0, 4], [5 + {{GAP}}, 9]]]))
print(json.dumps([[[0, 20], [3, 5], [21 + {{GAP}}, 30], [6, 8]]]))
for index in range(count - 5):
    ranges = []
    for _ in range(rng.randint(2, 4 + index // 2)):
        low = rng.randint(0, 30 + 4 * index)
        ranges.append([low, low + rng.randint(0, 8)])
    print(json.dumps([ranges]))
