def {{entry_point}}(text):
    following = {"a": "e", "e": "i", "i": "o", "o": "u", "u": "a"}
    characters = list(text)
    for index, character in enumerate(characters):
        if character in following:
            for _ in range({{STEP}}):
                character = following[character]
            characters[index] = character
    return "".join(characters)
