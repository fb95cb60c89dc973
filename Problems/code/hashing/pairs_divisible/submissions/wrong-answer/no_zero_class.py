def {{entry_point}}(values):
    seen, pairs = {}, 0
    for value in values:
        rest = value % {{DIVISOR}}
        pairs += seen.get({{DIVISOR}} - rest, 0)
        seen[rest] = seen.get(rest, 0) + 1
    return pairs
