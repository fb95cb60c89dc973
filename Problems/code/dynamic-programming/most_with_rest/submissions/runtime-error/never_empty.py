def {{entry_point}}(values):
    best = []
    for index, value in enumerate(values):
        before = best[index - {{REST}} - 1] if index > {{REST}} else 0
        best.append(max(best[-1] if best else 0, before + value))
    return best[-1]
