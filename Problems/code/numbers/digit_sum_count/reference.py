def {{entry_point}}(low, high):
    count = 0
    for number in range(low, high + 1):
        if sum(int(digit) for digit in str(number)) % {{DIVISOR}} == 0:
            count += 1
    return count
