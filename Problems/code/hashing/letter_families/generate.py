import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
print(json.dumps([[]]))
print(json.dumps([["tea", "Eat", "ate", "eta"]]))
print(json.dumps([["aab", "abb", "bab", "bba", "ab", "ba", "aab", "baa"]]))
print(json.dumps([["on", "No", "no", "ON", "not", "ton"]]))
print(json.dumps([["ab", "ab", "ab", "ab"]]))
for index in range(count - 5):
    words = []
    for _ in range(rng.randint(3, 8 + index)):
        word = "".join(rng.choice("abc") for _ in range(rng.randint(1, 3)))
        words.append(word.capitalize() if rng.random() < 0.3 else word)
    print(json.dumps([words]))
