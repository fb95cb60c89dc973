from functools import lru_cache


@lru_cache(maxsize=None)
def best(amount):
    if amount < 0:
        return float("inf")
    if amount == 0:
        return 0
    return 1 + min(best(amount - coin) for coin in (1, {{MIDDLE}}, {{LARGE}}))


def {{entry_point}}(amount):
    return best(amount)
