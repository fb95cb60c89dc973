def {{entry_point}}(lamps):
    size = len(lamps)
    for _ in range({{STEPS}}):
        lamps = "".join("*" if lamps[i - 1] != lamps[(i + 1) % size] else "." for i in range(size))
    return lamps
