def {{entry_point}}(values):
    return sum((a + b) % {{DIVISOR}} == 0 for i, a in enumerate(values) for b in values[:i + 1])
