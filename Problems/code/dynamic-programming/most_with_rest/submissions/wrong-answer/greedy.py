def {{entry_point}}(values):
    total, taken = 0, set()
    for index in sorted(range(len(values)), key=lambda place: -values[place]):
        near = range(index - {{REST}}, index + {{REST}} + 1)
        if values[index] > 0 and not any(place in taken for place in near):
            taken.add(index)
            total += values[index]
    return total
