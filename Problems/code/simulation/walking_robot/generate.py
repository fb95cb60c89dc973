import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps("\n"))
print(json.dumps("FFRF\n"))
print(json.dumps("LF\nRRF\n"))
print(json.dumps("F" * ({{SIDE}} + 2) + "R" + "F" * ({{SIDE}} + 3) + "\n"))
print(json.dumps("RFFFLLF\nLF\n"))
for index in range(count - 5):
    text = "".join(rng.choice("FFFLR") for _ in range(rng.randint(5, 12 + 6 * index)))
    cut = rng.randint(0, len(text))
    print(json.dumps(text[:cut] + "\n" + text[cut:] + "\n"))
