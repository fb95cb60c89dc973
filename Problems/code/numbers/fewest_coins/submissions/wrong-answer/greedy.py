def {{entry_point}}(amount):
    coins = 0
    for coin in ({{LARGE}}, {{MIDDLE}}, 1):
        coins += amount // coin
        amount %= coin
    return coins
