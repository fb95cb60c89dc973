import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps("5 9\n"))
print(json.dumps("0 10\n%d 40\n" % (10 + {{PAUSE}})))
print(json.dumps("0 10\n%d 40\n" % (9 + {{PAUSE}})))
print(json.dumps("0 50\n0 50\n0 50\n"))
print(json.dumps("0 20\n10 30\n30 40\n"))
for index in range(count - 5):
    lines = []
    for _ in range(rng.randint(2, 4 + 2 * index)):
        start = rng.randint(0, 30 + 20 * index)
        lines.append("%d %d" % (start, start + rng.randint(1, 45)))
    print(json.dumps("\n".join(lines) + "\n"))
