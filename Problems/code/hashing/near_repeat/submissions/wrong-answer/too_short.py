def {{entry_point}}(values):
    for index, value in enumerate(values):
        if value in values[max(0, index - {{REACH}} + 1):index]:
            return index
    return -1
