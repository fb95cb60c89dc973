def {{entry_point}}(text):
    changes = []
    for line in text.splitlines():
        start, end = map(int, line.split())
        changes.append((start, 1))
        changes.append((end + {{PAUSE}}, -1))
    taken = most = 0
    for _, change in sorted(changes):
        taken += change
        most = max(most, taken)
    return most
