def {{entry_point}}(text):
    kept = ""
    for character in text:
        if kept[-{{LIMIT}} - 1:] != character * ({{LIMIT}} + 1):
            kept += character
    return kept
