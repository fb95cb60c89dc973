def {{entry_point}}(steps, broken):
    ways = [1] + [0] * steps
    for step in range(1, steps + 1):
        if step not in broken:
            ways[step] = sum(ways[max(0, step - {{STRIDE}} + 1):step])
    return ways[steps]
