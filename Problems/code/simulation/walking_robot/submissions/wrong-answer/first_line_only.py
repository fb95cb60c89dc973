import sys

place, direction = 0j, 1j
for letter in sys.stdin.readline():
    if letter in "LR":
        direction *= 1j if letter == "L" else -1j
    elif letter == "F":
        to = place + direction
        if 0 <= to.real <= {{SIDE}} and 0 <= to.imag <= {{SIDE}}:
            place = to
print(int(place.real), int(place.imag))
