def {{entry_point}}(values):
    ordered = sorted(values, reverse=True)
    ordered.sort(key=lambda value: value % {{BASE}})
    return ordered
