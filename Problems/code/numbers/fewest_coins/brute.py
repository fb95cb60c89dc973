def {{entry_point}}(amount):
    best = amount
    for large in range(amount // {{LARGE}} + 1):
        rest = amount - large * {{LARGE}}
        for middle in range(rest // {{MIDDLE}} + 1):
            best = min(best, large + middle + rest - middle * {{MIDDLE}})
    return best
