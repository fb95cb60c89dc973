def {{entry_point}}(steps, broken):
    blocked = set(broken)
    ways = [1] + [0] * steps
    for step in range(1, steps + 1):
        if step not in blocked:
            ways[step] = sum(ways[max(0, step - {{STRIDE}}):step])
    return ways[steps]
