def {{entry_point}}(steps, broken):
    ways = [1]
    for step in range(1, steps + 1):
        ways.append(sum(ways[-{{STRIDE}}:]))
    return ways[steps]
