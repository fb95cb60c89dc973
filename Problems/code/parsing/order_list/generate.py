import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
names = ["ink", "pen", "cap", "bag", "cup", "map", "tape", "box"]
print(json.dumps("# nothing today\n\n"))
print(json.dumps("pen: 3 x 20\n"))
print(json.dumps("pen: {{FREE}} x 21\nink: 1 x 5\n"))
print(json.dumps("pen: 1 x 33\n# second\npen: {{FREE}} x 7\n\nbag: 2 x 100\n"))
print(json.dumps("cup: 0 x 15\n"))
for index in range(count - 5):
    lines = []
    for _ in range(rng.randint(1, 4 + index)):
        if rng.random() < 0.15:
            lines.append(rng.choice(["", "# pen: 9 x 9"]))
        else:
            lines.append("%s: %d x %d" % (rng.choice(names), rng.randint(1, 9), rng.randint(1, 99)))
    print(json.dumps("\n".join(lines) + "\n"))
