def {{entry_point}}(ranges):
    merged = []
    for low, high in sorted(ranges):
        if merged and low - merged[-1][1] < {{GAP}}:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return merged
