def {{entry_point}}(values):
    best = 0
    length = 0
    for index, value in enumerate(values):
        if index > 0 and abs(value - values[index - 1]) <= {{GAP}}:
            length += 1
        else:
            length = 1
        best = max(best, length)
    return best
