def {{entry_point}}(mobile):
    def weight(part):
        return part if isinstance(part, int) else weight(part[0]) + weight(part[1]) + {{ROD}}

    if isinstance(mobile, list) and weight(mobile[0]) != weight(mobile[1]):
        return -1
    return weight(mobile)
