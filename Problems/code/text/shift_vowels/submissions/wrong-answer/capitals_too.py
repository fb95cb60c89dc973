def {{entry_point}}(text):
    vowels = "aeiou"
    return "".join(vowels[(vowels.index(c) + {{STEP}}) % 5] if c in vowels else c for c in text.lower())
