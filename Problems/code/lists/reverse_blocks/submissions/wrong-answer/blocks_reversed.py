def {{entry_point}}(items):
    blocks = [items[start:start + {{SIZE}}] for start in range(0, len(items), {{SIZE}})]
    return [item for block in reversed(blocks) for item in block]
