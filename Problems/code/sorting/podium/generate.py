import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
names = ["ada", "bo", "cy", "dan", "eve", "fay", "gus", "hal", "ida", "jo", "kim", "lea", "max", "ned"]
print(json.dumps([[]]))
print(json.dumps([[["zoe", 1]]]))
print(json.dumps([[["zoe", 5], ["ann", 5], ["mia", 5], ["bob", 5], ["kai", 5], ["eli", 5]]]))
print(json.dumps([[["ann", -3], ["bob", -1], ["cid", -2], ["dot", 0], ["ed", -5], ["flo", -4]]]))
for index in range(count - 4):
    chosen = rng.sample(names, rng.randint(1, len(names)))
    print(json.dumps([[[name, rng.randint(0, 4 + index)] for name in chosen]]))
