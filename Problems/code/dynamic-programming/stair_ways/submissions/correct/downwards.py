def {{entry_point}}(steps, broken):
    known = {steps: 1}
    for at in range(steps - 1, -1, -1):
        known[at] = 0
        for to in range(at + 1, min(steps, at + {{STRIDE}}) + 1):
            if to not in broken:
                known[at] += known[to]
    return known[0]
