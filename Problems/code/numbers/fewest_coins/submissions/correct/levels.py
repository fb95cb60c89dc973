def {{entry_point}}(amount):
    reached, coins = {0}, 0
    while amount not in reached:
        reached = {total + coin for total in reached for coin in (1, {{MIDDLE}}, {{LARGE}}) if total + coin <= amount}
        coins += 1
    return coins
