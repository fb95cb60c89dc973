def {{entry_point}}(values):
    gap = {{REST}} + 1
    return max([sum(max(value, 0) for value in values[start::gap]) for start in range(gap)])
