import sys

points = {}
for line in sys.stdin:
    if line.strip():
        home, a, guest, b = line.split()
        a, b = int(a), int(b)
        points[home] = points.get(home, 0) + ({{WIN}} if a > b else int(a == b))
        points[guest] = points.get(guest, 0) + ({{WIN}} if b > a else int(a == b))
for name in sorted(points, key=lambda team: (-points[team], team)):
    print(name, points[name])
