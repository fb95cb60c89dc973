from collections import Counter


def {{entry_point}}(start, goal):
    first, second = Counter(start), Counter(goal)
    return sum((first - second).values()) + sum((second - first).values())
