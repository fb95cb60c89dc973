import sys

total = 0
for line in sys.stdin:
    length, number = 0, ""
    for character in line.strip():
        if character.isdigit():
            number += character
        else:
            length += int(number) * {"h": 60, "m": 1}[character]
            number = ""
    total += length - ({{BREAK}} if length >= 60 else 0)
print("{}h{:02}m".format(total // 60, total % 60))
