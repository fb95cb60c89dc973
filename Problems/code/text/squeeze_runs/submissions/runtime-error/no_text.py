def {{entry_point}}(text):
    kept, run = text[0], 1
    for before, character in zip(text, text[1:]):
        run = run + 1 if character == before else 1
        if run <= {{LIMIT}}:
            kept += character
    return kept
