def {{entry_point}}(busy):
    free, end = [], 0
    for start, stop in sorted(busy) + [[480, 480]]:
        if start - end >= {{LEAST}}:
            free.append([end, start])
        end = stop
    return free
