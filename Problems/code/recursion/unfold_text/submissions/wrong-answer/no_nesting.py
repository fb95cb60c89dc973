def {{entry_point}}(packed):
    text, at = "", 0
    while at < len(packed):
        if packed[at].isdigit():
            end = packed.index("]", at)
            text += "{{MARK}}".join([packed[at + 2:end]] * int(packed[at]))
            at = end + 1
        else:
            text += packed[at]
            at += 1
    return text
