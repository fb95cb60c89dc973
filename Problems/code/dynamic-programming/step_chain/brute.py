def {{entry_point}}(values):
    def longest(index, last):
        if index == len(values):
            return 0
        result = longest(index + 1, last)
        if last is None or 1 <= values[index] - last <= {{STEP}}:
            result = max(result, 1 + longest(index + 1, values[index]))
        return result

    return longest(0, None)
