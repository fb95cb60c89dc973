def {{entry_point}}(amount):
    fewest = [0] * (amount + 1)
    for total in range(1, amount + 1):
        best = fewest[total - 1]
        for coin in ({{MIDDLE}}, {{LARGE}}):
            if coin <= total and fewest[total - coin] < best:
                best = fewest[total - coin]
        fewest[total] = best + 1
    return fewest[amount]
