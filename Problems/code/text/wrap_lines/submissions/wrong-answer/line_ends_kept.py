import sys

for part in sys.stdin.read().splitlines():
    lines = []
    for word in part.split():
        if lines and len(lines[-1]) + 1 + len(word) <= {{WIDTH}}:
            lines[-1] += " " + word
        else:
            lines.append(word)
    print("\n".join(lines))
