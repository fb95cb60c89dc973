import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([1, []]))
print(json.dumps([2, []]))
print(json.dumps([2, [[1, 0, 7]]]))
print(json.dumps([3, [[0, 1, 3], [1, 2, 3], [0, 2, 7 + {{TOLL}}]]]))
print(json.dumps([3, [[0, 1, 3], [1, 2, 3], [2, 0, 6]]]))
for index in range(count - 5):
    towns = rng.randint(3, 6)
    roads = []
    for _ in range(rng.randint(2, 4 + index // 2)):
        a, b = rng.sample(range(towns), 2)
        roads.append([a, b, rng.randint(0, 12)])
    print(json.dumps([towns, roads]))
