def {{entry_point}}(total):
    def count(rest, least):
        if rest == 0:
            return 1
        ways = 0
        for part in range(least, rest + 1):
            if part < rest and rest - part <= part:
                continue
            ways += count(rest - part, part + 1)
        return ways

    return count(total, {{LEAST}})
