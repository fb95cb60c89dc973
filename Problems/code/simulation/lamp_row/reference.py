def {{entry_point}}(lamps):
    for _ in range({{STEPS}}):
        padded = "." + lamps + "."
        lamps = "".join("*" if a != b else "." for a, b in zip(padded, padded[2:]))
    return lamps
