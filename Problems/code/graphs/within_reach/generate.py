import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps("a\n"))
print(json.dumps("a\nb c\n"))
print(json.dumps("a\nb a\nc b\nd c\ne d\nf e\n"))
print(json.dumps("m\nm n\nn m\nm m\nn o\n"))
for index in range(count - 4):
    nodes = ["s%d" % number for number in range(rng.randint(3, 7 + index))]
    lines = [rng.choice(nodes)]
    for _ in range(rng.randint(2, 6 + index)):
        lines.append(rng.choice(nodes) + " " + rng.choice(nodes))
    print(json.dumps("\n".join(lines) + "\n"))
