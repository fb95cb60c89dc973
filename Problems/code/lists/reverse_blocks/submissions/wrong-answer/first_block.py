def {{entry_point}}(items):
    if len(items) < {{SIZE}}:
        return list(items)
    return items[:{{SIZE}}][::-1] + items[{{SIZE}}:]
