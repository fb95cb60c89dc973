def {{entry_point}}(text):
    games = [line.split() for line in text.splitlines() if line.strip()]
    teams = sorted({game[0] for game in games} | {game[2] for game in games})

    def record(team):
        total = scored = 0
        for home, goals, guest, against in games:
            if team == home:
                own, other = int(goals), int(against)
            elif team == guest:
                own, other = int(against), int(goals)
            else:
                continue
            scored += own - other
            if own > other:
                total += {{WIN}}
            if own == other:
                total += 1
        return total, scored

    lines = []
    while teams:
        best = teams[0]
        for team in teams[1:]:
            if record(team) > record(best):
                best = team
        teams.remove(best)
        lines.append(best + " " + str(record(best)[0]))
    return "\n".join(lines)
