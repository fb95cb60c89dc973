def {{entry_point}}(items):
    others, moved = [], []
    for position in range(1, len(items) + 1):
        (moved if position % {{STEP}} == 0 else others).append(items[position])
    return others + moved
