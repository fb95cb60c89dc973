def {{entry_point}}(values):
    for index in range(len(values)):
        for back in range(1, {{REACH}} + 1):
            if index - back >= 0 and values[index - back] == values[index]:
                return index
    return -1
