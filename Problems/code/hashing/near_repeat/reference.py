def {{entry_point}}(values):
    last = {}
    for index, value in enumerate(values):
        if value in last and index - last[value] <= {{REACH}}:
            return index
        last[value] = index
    return -1
