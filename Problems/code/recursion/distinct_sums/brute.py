from itertools import combinations


def {{entry_point}}(total):
    parts = range({{LEAST}}, total + 1)
    ways = 0
    for size in range(7):
        for chosen in combinations(parts, size):
            ways += sum(chosen) == total
    return ways
