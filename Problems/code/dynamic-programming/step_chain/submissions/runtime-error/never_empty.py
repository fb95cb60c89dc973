def {{entry_point}}(values):
    best = []
    for index, value in enumerate(values):
        best.append(1 + max([best[i] for i in range(index) if 1 <= value - values[i] <= {{STEP}}] + [0]))
    return max(best)
