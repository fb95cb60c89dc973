def {{entry_point}}(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").replace("+", " + ").replace("*", " * ").split()
    place = 0

    def atom():
        nonlocal place
        token = tokens[place]
        place += 1
        if token != "(":
            return int(token)
        value = product()
        place += 1
        return value

    def total():
        nonlocal place
        value = atom()
        while place < len(tokens) and tokens[place] == "+":
            place += 1
            value += atom()
        return value

    def product():
        nonlocal place
        value = total()
        while place < len(tokens) and tokens[place] == "*":
            place += 1
            value *= total()
        return value

    return product() % {{LIMIT}}
