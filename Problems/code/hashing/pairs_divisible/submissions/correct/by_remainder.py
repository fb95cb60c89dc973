from collections import Counter


def {{entry_point}}(values):
    counts = Counter(value % {{DIVISOR}} for value in values)
    total = 0
    for rest, count in counts.items():
        other = -rest % {{DIVISOR}}
        total += count * (count - 1) if other == rest else count * counts[other]
    return total // 2
