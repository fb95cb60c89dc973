def {{entry_point}}(words):
    def related(first, second):
        rest = list(second.lower())
        for letter in first.lower():
            if letter not in rest:
                return False
            rest.remove(letter)
        return not rest

    left, groups = list(words), 0
    while left:
        members = [word for word in left if related(left[0], word)]
        left = [word for word in left if not related(left[0], word)]
        groups += len(members) >= {{SIZE}}
    return groups
