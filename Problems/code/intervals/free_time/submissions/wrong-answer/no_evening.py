def {{entry_point}}(busy):
    free, end = [], 0
    for start, stop in sorted(busy):
        if start - end >= {{LEAST}}:
            free.append([end, start])
        end = max(end, stop)
    return free
