def {{entry_point}}(amount):
    if amount == 0:
        return 0
    return 1 + min({{entry_point}}(amount - coin) for coin in (1, {{MIDDLE}}, {{LARGE}}) if coin <= amount)
