def {{entry_point}}(items):
    full = len(items) // {{SIZE}} * {{SIZE}}
    result = []
    for place in range(len(items)):
        if place < full:
            offset = place % {{SIZE}}
            result.append(items[place - offset + {{SIZE}} - 1 - offset])
        else:
            result.append(items[place])
    return result
