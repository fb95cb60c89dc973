def {{entry_point}}(mobile):
    if isinstance(mobile, int):
        return mobile
    left, right = {{entry_point}}(mobile[0]), {{entry_point}}(mobile[1])
    if left != right or left < 0:
        return -1
    return left + right + {{ROD}} + 1
