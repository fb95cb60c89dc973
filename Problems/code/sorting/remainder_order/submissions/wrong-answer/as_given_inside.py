def {{entry_point}}(values):
    return sorted(values, key=lambda value: value % {{BASE}})
