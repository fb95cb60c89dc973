def {{entry_point}}(text):
    vowels = "aeiou"
    result = ""
    for character in text:
        place = vowels.find(character)
        if place >= 0:
            result += vowels[(place + {{STEP}}) % 5]
        else:
            result += character
    return result
