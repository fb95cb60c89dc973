def {{entry_point}}(low, high):
    count, number = 0, low
    while number <= high:
        if sum(map(int, str(number))) % {{DIVISOR}} == 0:
            count += 1
        number += 1 if number % 2 else 0
    return count
