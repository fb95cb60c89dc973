def {{entry_point}}(steps, broken):
    def climb(at):
        if at == steps:
            return 1
        total = 0
        for stride in range(1, {{STRIDE}} + 1):
            if at + stride <= steps and at + stride not in broken:
                total += climb(at + stride)
        return total

    return climb(0)
