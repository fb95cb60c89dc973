def {{entry_point}}(text):
    kept = ""
    for character in text:
        if kept.count(character) < {{LIMIT}}:
            kept += character
    return kept
