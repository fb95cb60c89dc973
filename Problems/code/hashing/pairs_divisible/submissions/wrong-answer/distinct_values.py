def {{entry_point}}(values):
    values = sorted(set(values))
    return sum((a + b) % {{DIVISOR}} == 0 for i, a in enumerate(values) for b in values[:i])
