def {{entry_point}}(amount):
    fewest = [0]
    for total in range(1, amount + 1):
        fewest.append(1 + min(fewest[total - coin] for coin in (1, {{MIDDLE}}, {{LARGE}}) if coin <= total))
    return str(fewest[amount])
