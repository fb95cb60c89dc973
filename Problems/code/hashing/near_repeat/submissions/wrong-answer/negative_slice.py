def {{entry_point}}(values):
    for index, value in enumerate(values):
        if value in values[index - {{REACH}}:index]:
            return index
    return -1
