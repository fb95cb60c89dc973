def {{entry_point}}(items):
    result = []
    for start in range(0, len(items), {{SIZE}}):
        result += items[start:start + {{SIZE}}][::-1]
    return result
