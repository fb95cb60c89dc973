def {{entry_point}}(busy):
    merged = []
    for start, stop in sorted(busy):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(stop, merged[-1][1])
        else:
            merged.append([start, stop])
    ends = [0] + [stop for _, stop in merged]
    starts = [start for start, _ in merged] + [480]
    return [[a, b] for a, b in zip(ends, starts) if b - a >= {{LEAST}}]
