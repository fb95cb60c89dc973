import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([[4]]))
print(json.dumps([[4, 4 + {{GAP}}]]))
print(json.dumps([[4, 5 + {{GAP}}]]))
print(json.dumps([[9, 9 - {{GAP}}, 9 - 2 * {{GAP}}]]))
for index in range(count - 5):
    value, values = rng.randint(-5, 5), []
    for _ in range(rng.randint(2, 5 + index)):
        values.append(value)
        value += rng.randint(-{{GAP}} - 1, {{GAP}} + 1)
    print(json.dumps([values]))
