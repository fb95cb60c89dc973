import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
names = ["ants", "bears", "crows", "deer", "eagles", "foxes", "goats"]
print(json.dumps("lions 2 bears 1\n"))
print(json.dumps("bears 0 ants 0\n"))
print(json.dumps("a 1 b 0\nb 3 c 0\nc 5 a 4\n"))
print(json.dumps("a 1 b 1\nc 2 d 0\na 1 d 1\n"))
for index in range(count - 4):
    teams = rng.sample(names, rng.randint(3, len(names)))
    lines = []
    for _ in range(rng.randint(3, 6 + index)):
        home, guest = rng.sample(teams, 2)
        lines.append("%s %d %s %d" % (home, rng.randint(0, 4), guest, rng.randint(0, 4)))
    print(json.dumps("\n".join(lines) + "\n"))
