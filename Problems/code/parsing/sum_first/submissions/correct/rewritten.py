import re
import sys


class Swapped(int):
    def __mul__(self, other):
        return Swapped(int(self) + int(other))

    def __add__(self, other):
        return Swapped(int(self) * int(other))


text = sys.stdin.read().strip().translate(str.maketrans("+*", "*+"))
value = eval(re.sub(r"(\d+)", r"Swapped(\1)", text))
print(int(value) % {{LIMIT}})
