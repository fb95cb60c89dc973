def {{entry_point}}(items):
    moved = items[{{STEP}} - 1::{{STEP}}]
    others = [item for index, item in enumerate(items) if index % {{STEP}} != {{STEP}} - 1]
    return others + moved
