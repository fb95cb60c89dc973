def {{entry_point}}(items):
    others = [item for index, item in enumerate(items) if index % {{STEP}} != {{STEP}} - 1]
    return tuple(others + items[{{STEP}} - 1::{{STEP}}])
