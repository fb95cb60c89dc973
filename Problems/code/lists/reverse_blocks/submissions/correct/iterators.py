def {{entry_point}}(items):
    whole = len(items) - len(items) % {{SIZE}}
    blocks = zip(*[iter(items[:whole])] * {{SIZE}})
    return [item for block in blocks for item in reversed(block)] + items[whole:]
