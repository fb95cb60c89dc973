def {{entry_point}}(text):
    points, difference = {}, {}
    for line in text.split("\n"):
        if not line.strip():
            continue
        home, goals, guest, against = line.split()
        margin = int(goals) - int(against)
        for team, gain in ((home, margin), (guest, -margin)):
            points[team] = points.get(team, 0) + ({{WIN}} if gain > 0 else 1 if gain == 0 else 0)
            difference[team] = difference.get(team, 0) + gain
    order = sorted(points, key=lambda team: (-points[team], -difference[team], team))
    return "\n".join("%s %d" % (team, points[team]) for team in order)
