def {{entry_point}}(low, high):
    return sum(sum(map(int, str(n))) % {{DIVISOR}} == 0 for n in range(low, high + 1))
