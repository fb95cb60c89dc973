def {{entry_point}}(busy):
    taken = [any(start <= minute < stop for start, stop in busy) for minute in range(480)]
    free, minute = [], 0
    while minute < 480:
        if taken[minute]:
            minute += 1
            continue
        start = minute
        while minute < 480 and not taken[minute]:
            minute += 1
        if minute - start >= {{LEAST}}:
            free.append([start, minute])
    return free
