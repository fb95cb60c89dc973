import sys

place, direction = 0j, 1j
for letter in sys.stdin.read():
    if letter in "LR":
        direction *= 1j if letter == "L" else -1j
    elif letter == "F":
        place += direction
print(int(place.real), int(place.imag))
