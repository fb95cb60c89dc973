import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[[0, 480]]]))
print(json.dumps([[[{{LEAST}}, 300], [300 + {{LEAST}}, 480]]]))
print(json.dumps([[[{{LEAST}} - 1, 300], [299 + {{LEAST}}, 400]]]))
print(json.dumps([[[100, 400], [120, 150], [450, 470]]]))
for index in range(count - 5):
    busy = []
    for _ in range(rng.randint(1, 4 + index // 2)):
        start = rng.randrange(0, 460, 5)
        busy.append([start, min(480, start + rng.randrange(5, 120, 5))])
    print(json.dumps([busy]))
