def {{entry_point}}(items):
    result = []
    for start in range(0, len(items), {{SIZE}}):
        block = items[start:start + {{SIZE}}]
        result += block[::-1] if len(block) == {{SIZE}} else block
    return result
