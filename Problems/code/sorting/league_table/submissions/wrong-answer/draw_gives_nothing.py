import sys

points, goals = {}, {}
for line in sys.stdin:
    if line.strip():
        home, a, guest, b = line.split()
        for team, gain in ((home, int(a) - int(b)), (guest, int(b) - int(a))):
            points[team] = points.get(team, 0) + {{WIN}} * (gain > 0)
            goals[team] = goals.get(team, 0) + gain
for name in sorted(points, key=lambda team: (-points[team], -goals[team], team)):
    print(name, points[name])
