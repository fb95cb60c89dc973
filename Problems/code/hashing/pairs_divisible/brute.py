def {{entry_point}}(values):
    pairs = 0
    for j in range(len(values)):
        for i in range(j):
            if (values[i] + values[j]) % {{DIVISOR}} == 0:
                pairs += 1
    return pairs
