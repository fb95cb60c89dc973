def {{entry_point}}(start):
    seen = set()
    while start not in seen:
        seen.add(start)
        start = sum(int(digit) ** {{POWER}} for digit in str(start))
    return len(seen)
