def {{entry_point}}(start):
    chain = [start]
    while True:
        number, total = chain[-1], 0
        while number > 0:
            power = 1
            for _ in range({{POWER}}):
                power *= number % 10
            total += power
            number //= 10
        if total in chain:
            return len(chain)
        chain.append(total)
