def {{entry_point}}(values):
    best = [0] * (len(values) + {{REST}} + 1)
    for index in reversed(range(len(values))):
        best[index] = max(best[index + 1], values[index] + best[index + 1 + {{REST}}])
    return best[0]
