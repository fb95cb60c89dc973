def {{entry_point}}(low, high):
    return sum(1 for n in range(low, high + 1) if n % {{DIVISOR}} == 0)
