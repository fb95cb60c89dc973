def {{entry_point}}(text):
    text = text.replace(" ", "").strip()

    def flat(part):
        result = 1
        for factor in part.split("*"):
            result *= sum(int(term) for term in factor.split("+"))
        return result

    while "(" in text:
        start = text.rindex("(")
        end = text.index(")", start)
        text = text[:start] + str(flat(text[start + 1:end])) + text[end + 1:]
    return flat(text) % {{LIMIT}}
