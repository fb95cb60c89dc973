def {{entry_point}}(lamps):
    row = list("." + lamps + ".")
    for _ in range({{STEPS}}):
        for place in range(1, len(row) - 1):
            row[place] = "*" if row[place - 1] != row[place + 1] else "."
    return "".join(row[1:-1])
