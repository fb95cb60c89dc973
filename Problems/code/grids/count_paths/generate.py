import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps(".\n"))
print(json.dumps("#\n"))
print(json.dumps("..\n.#\n"))
print(json.dumps(("." * 9 + "\n") * 8))
for index in range(count - 4):
    height, width = rng.randint(1, 3 + index // 2), rng.randint(2, 7)
    rows = ["".join("#" if rng.random() < 0.15 else "." for _ in range(width)) for _ in range(height)]
    print(json.dumps("\n".join(rows) + "\n"))
