import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps(".\n"))
print(json.dumps("#\n"))
print(json.dumps("##.\n..#\n"))
print(json.dumps("####\n...#\n####\n#...\n####\n"))
print(json.dumps("#.#.#\n.#.#.\n#.#.#\n"))
for index in range(count - 5):
    height, width = rng.randint(2, 4 + index), rng.randint(2, 4 + index)
    share = rng.choice([0.35, 0.5, 0.65])
    rows = ["".join("#" if rng.random() < share else "." for _ in range(width)) for _ in range(height)]
    print(json.dumps("\n".join(rows) + "\n"))
