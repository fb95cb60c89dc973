def {{entry_point}}(start):
    steps = 1
    while start != 1 and steps < 30:
        start = sum(int(digit) ** {{POWER}} for digit in str(start))
        steps += 1
    return steps
