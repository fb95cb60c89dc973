def {{entry_point}}(lamps):
    size = len(lamps)
    row = int("0" + lamps.replace("*", "1").replace(".", "0"), 2)
    for _ in range({{STEPS}}):
        row = ((row << 1) ^ (row >> 1)) & ((1 << size) - 1)
    return "".join("*" if row >> (size - 1 - place) & 1 else "." for place in range(size))
