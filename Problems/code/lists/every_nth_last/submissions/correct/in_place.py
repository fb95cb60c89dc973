def {{entry_point}}(items):
    moved = []
    for index in range(len(items) // {{STEP}}):
        moved.append(items.pop((index + 1) * ({{STEP}} - 1)))
    items.extend(moved)
    return items
