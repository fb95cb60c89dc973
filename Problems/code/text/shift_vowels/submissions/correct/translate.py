def {{entry_point}}(text):
    vowels = "aeiou"
    return text.translate(str.maketrans(vowels, vowels[{{STEP}}:] + vowels[:{{STEP}}]))
