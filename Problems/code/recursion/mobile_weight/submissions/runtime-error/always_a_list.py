def {{entry_point}}(mobile):
    left, right = mobile
    left = left if isinstance(left, int) else {{entry_point}}(left)
    right = right if isinstance(right, int) else {{entry_point}}(right)
    return left + right + {{ROD}} if left == right and left > 0 else -1
