def {{entry_point}}(ranges):
    merged = []
    for low, high in ranges:
        if merged and low - merged[-1][1] <= {{GAP}} and merged[-1][0] - high <= {{GAP}}:
            merged[-1] = [min(merged[-1][0], low), max(merged[-1][1], high)]
        else:
            merged.append([low, high])
    return sorted(merged)
