def {{entry_point}}(mobile):
    if isinstance(mobile, int):
        return mobile
    left, right = {{entry_point}}(mobile[0]), {{entry_point}}(mobile[1])
    if left < 0 or right < 0 or left != right:
        return -1
    return left + right + {{ROD}}
