def {{entry_point}}(values):
    best = []
    for index, value in enumerate(values):
        before = [best[i] for i in range(index) if 1 <= value - values[i] <= {{STEP}}]
        best.append(1 + max(before, default=0))
    return max(best, default=0)
