def {{entry_point}}(values):
    for size in range(len(values), 0, -1):
        for start in range(len(values) - size + 1):
            part = values[start:start + size]
            if all(abs(a - b) <= {{GAP}} for a, b in zip(part, part[1:])):
                return size
    return 0
