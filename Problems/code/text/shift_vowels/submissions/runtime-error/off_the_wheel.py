def {{entry_point}}(text):
    vowels = "aeiou"
    return "".join(vowels[vowels.index(c) + {{STEP}}] if c in vowels else c for c in text)
