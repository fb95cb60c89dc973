def {{entry_point}}(items):
    order = sorted(range(len(items)), key=lambda index: (index + 1) % {{STEP}} == 0)
    return [items[index] for index in order]
