def {{entry_point}}(values):
    best = length = 0
    for index, value in enumerate(values):
        length = length + 1 if index and 1 <= value - values[index - 1] <= {{STEP}} else 1
        best = max(best, length)
    return best
