def {{entry_point}}(low, high):
    def digits(number):
        total = 0
        while number > 0:
            number, last = divmod(number, 10)
            total += last
        return total

    return len([number for number in range(low, high + 1) if digits(number) in range(0, 200, {{DIVISOR}})])
