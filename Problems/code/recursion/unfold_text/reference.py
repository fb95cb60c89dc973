def {{entry_point}}(packed):
    def read(at):
        text = ""
        while at < len(packed) and packed[at] != "]":
            if packed[at].isdigit():
                inner, after = read(at + 2)
                text += "{{MARK}}".join([inner] * int(packed[at]))
                at = after + 1
            else:
                text += packed[at]
                at += 1
        return text, at

    return read(0)[0]
