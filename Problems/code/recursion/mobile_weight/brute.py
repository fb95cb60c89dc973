def {{entry_point}}(mobile):
    def weight(part):
        if isinstance(part, int):
            return part
        return weight(part[0]) + weight(part[1]) + {{ROD}}

    waiting = [mobile]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            if weight(part[0]) != weight(part[1]):
                return -1
            waiting.extend(part)
    return weight(mobile)
