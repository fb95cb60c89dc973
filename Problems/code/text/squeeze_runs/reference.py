def {{entry_point}}(text):
    kept = []
    run = 0
    previous = None
    for character in text:
        run = run + 1 if character == previous else 1
        previous = character
        if run <= {{LIMIT}}:
            kept.append(character)
    return "".join(kept)
