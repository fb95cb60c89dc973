import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps("word\n"))
print(json.dumps("a" * {{WIDTH}} + " b\n"))
print(json.dumps("a" * ({{WIDTH}} - 2) + " b c\n"))
print(json.dumps("one " + "x" * ({{WIDTH}} + 3) + " two  three\nfour\n"))
for index in range(count - 4):
    words = ["".join(rng.choice("abcdefgh") for _ in range(rng.randint(1, 7))) for _ in range(4 + 3 * index)]
    print(json.dumps(" ".join(words[:3]) + "\n" + "  ".join(words[3:]) + "\n"))
