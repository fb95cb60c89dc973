def {{entry_point}}(results):
    left, names = list(results), []
    while left and len(names) < {{PLACES}}:
        best = left[0]
        for pair in left:
            if pair[1] > best[1] or (pair[1] == best[1] and pair[0] < best[0]):
                best = pair
        names.append(best[0])
        left.remove(best)
    return names
