import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps("\n"))
print(json.dumps("1h\n"))
print(json.dumps("59m\n60m\n61m\n"))
print(json.dumps("1h5m\n0h55m\n0m\n"))
print(json.dumps("90m\n12h30m\n11h\n"))
for index in range(count - 5):
    lines = []
    for _ in range(rng.randint(1, 4 + index)):
        form = rng.randint(0, 2)
        hours, minutes = "%dh" % rng.randint(0, 4), "%dm" % rng.randint(0, 59 if form < 2 else 100)
        lines.append([hours + minutes, hours, minutes][form])
    print(json.dumps("\n".join(lines) + "\n"))
