def {{entry_point}}(items):
    others = [item for index, item in enumerate(items) if index % {{STEP}} != 0]
    return others + items[::{{STEP}}]
