import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps("wash dry\n"))
print(json.dumps("b a\na c\nb c\n"))
print(json.dumps("a b\nb a\n"))
print(json.dumps("b a\nc d\n"))
print(json.dumps("x y\nx y\nm y\n"))
print(json.dumps("a b\nb c\nc d\nd b\n"))
for index in range(count - 6):
    tasks = ["t%s" % letter for letter in "abcdefghij"[:rng.randint(3, 10)]]
    rng.shuffle(tasks)
    lines = []
    for _ in range(rng.randint(2, 5 + index)):
        first, second = sorted(rng.sample(range(len(tasks)), 2))
        lines.append(tasks[first] + " " + tasks[second])
    if rng.random() < 0.2:
        lines.append(" ".join(reversed(rng.choice(lines).split())))
    print(json.dumps("\n".join(lines) + "\n"))
