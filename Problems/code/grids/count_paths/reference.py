def {{entry_point}}(text):
    ways = []
    for row, line in enumerate(text.split()):
        current = []
        for column, cell in enumerate(line):
            if cell == "#":
                current.append(0)
            elif row == 0 and column == 0:
                current.append(1)
            else:
                above = ways[column] if row > 0 else 0
                left = current[column - 1] if column > 0 else 0
                current.append((above + left) % {{MODULUS}})
        ways = current
    return ways[-1] % {{MODULUS}}
