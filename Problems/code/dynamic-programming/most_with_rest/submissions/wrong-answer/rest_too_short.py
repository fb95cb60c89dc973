def {{entry_point}}(values):
    best = [0] * (len(values) + 1)
    for index, value in enumerate(values):
        before = best[max(0, index - {{REST}} + 1)]
        best[index + 1] = max(best[index], before + value)
    return best[-1]
