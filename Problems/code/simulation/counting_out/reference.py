def {{entry_point}}(text):
    names = text.split()
    place = 0
    while len(names) > 1:
        place = (place + {{BEATS}} - 1) % len(names)
        names.pop(place)
    return names[0]
