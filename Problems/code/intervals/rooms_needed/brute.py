def {{entry_point}}(text):
    meetings = sorted(tuple(map(int, line.split())) for line in text.splitlines())
    rooms = []
    for start, end in meetings:
        for index, free_from in enumerate(rooms):
            if free_from <= start:
                rooms[index] = end + {{PAUSE}}
                break
        else:
            rooms.append(end + {{PAUSE}})
    return len(rooms)
