def {{entry_point}}(start):
    places, number = {}, start
    while number not in places:
        places[number] = len(places)
        number = sum(int(digit) ** {{POWER}} for digit in str(number))
    return len(places) - places[number]
