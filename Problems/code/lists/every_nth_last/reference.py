def {{entry_point}}(items):
    others = []
    moved = []
    for position, item in enumerate(items, start=1):
        if position % {{STEP}} == 0:
            moved.append(item)
        else:
            others.append(item)
    return others + moved
