import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
pool = ["Ada", "Bo", "Cem", "Dana", "Eli", "Finn", "Gro", "Hana", "Ivo", "Jun", "Kaya", "Lars", "Mina", "Nils", "Ola"]
print(json.dumps("Ada\n"))
print(json.dumps("Ada\nBo\n"))
print(json.dumps("Ada\nBo\nCem\n"))
for index in range(count - 3):
    names = pool[:]
    rng.shuffle(names)
    print(json.dumps("\n".join(names[:rng.randint(2, 5 + index)]) + "\n"))
