def {{entry_point}}(start):
    places, number = {}, start
    while number not in places:
        places[number] = len(places)
        number = sum(map(lambda digit: int(digit) ** {{POWER}}, str(number)))
    return len(places)
