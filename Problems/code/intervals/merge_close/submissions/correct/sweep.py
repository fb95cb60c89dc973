def {{entry_point}}(ranges):
    result = []
    start = end = None
    for low, high in sorted(ranges):
        if start is None:
            start, end = low, high
        elif low > end + {{GAP}}:
            result.append([start, end])
            start, end = low, high
        elif high > end:
            end = high
    if start is not None:
        result.append([start, end])
    return result
