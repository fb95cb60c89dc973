def {{entry_point}}(values):
    longest = {}
    for value in values:
        before = max((longest.get(value - step, 0) for step in range(1, {{STEP}} + 1)), default=0)
        longest[value] = max(longest.get(value, 0), before + 1)
    return max(longest.values(), default=0)
