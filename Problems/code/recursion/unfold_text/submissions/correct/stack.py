def {{entry_point}}(packed):
    stack, text = [], ""
    for character in packed:
        if character.isdigit():
            copies = int(character)
        elif character == "[":
            stack.append((text, copies))
            text = ""
        elif character == "]":
            before, times = stack.pop()
            text = before + "{{MARK}}".join(text for _ in range(times))
        else:
            text += character
    return text
