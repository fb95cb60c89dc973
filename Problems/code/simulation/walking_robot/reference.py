def {{entry_point}}(text):
    x, y, dx, dy = 0, 0, 0, 1
    for command in text:
        if command == "L":
            dx, dy = -dy, dx
        elif command == "R":
            dx, dy = dy, -dx
        elif command == "F" and 0 <= x + dx <= {{SIDE}} and 0 <= y + dy <= {{SIDE}}:
            x, y = x + dx, y + dy
    return "%d %d" % (x, y)
