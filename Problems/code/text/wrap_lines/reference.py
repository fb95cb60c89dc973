def {{entry_point}}(text):
    lines = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= {{WIDTH}}:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return "\n".join(lines)
