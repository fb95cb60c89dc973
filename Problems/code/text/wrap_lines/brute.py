def {{entry_point}}(text):
    words, lines = text.split(), []
    while words:
        count = 1
        while count < len(words) and len(" ".join(words[:count + 1])) <= {{WIDTH}}:
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    return "\n".join(lines)
