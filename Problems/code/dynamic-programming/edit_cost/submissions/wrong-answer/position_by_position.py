def {{entry_point}}(start, goal):
    changed = sum(a != b for a, b in zip(start, goal))
    return {{SWAP}} * changed + abs(len(start) - len(goal))
