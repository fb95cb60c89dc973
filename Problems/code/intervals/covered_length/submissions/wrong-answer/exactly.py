def {{entry_point}}(pieces):
    marks = sorted({mark for piece in pieces for mark in piece})
    total = 0
    for low, high in zip(marks, marks[1:]):
        if sum(start <= low and high <= end for start, end in pieces) == {{LAYERS}}:
            total += high - low
    return total
