def {{entry_point}}(steps, broken):
    ways = {0: 1}
    for step in range(1, steps + 1):
        if step not in broken:
            ways[step] = sum(ways.get(step - back, 0) for back in range(1, {{STRIDE}} + 1))
    return ways[steps]
