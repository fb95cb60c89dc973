def {{entry_point}}(low, high):
    return sum(1 for n in range(low, high) if sum(map(int, str(n))) % {{DIVISOR}} == 0)
