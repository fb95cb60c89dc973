def {{entry_point}}(text):
    names = text.split()
    while len(names) > 1:
        for _ in range({{BEATS}} - 1):
            names.append(names.pop(0))
        names.pop(0)
    return names[0]
