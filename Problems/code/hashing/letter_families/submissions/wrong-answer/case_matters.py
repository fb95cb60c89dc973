def {{entry_point}}(words):
    counts = {}
    for word in words:
        key = "".join(sorted(word))
        counts[key] = counts.get(key, 0) + 1
    return sum(1 for count in counts.values() if count >= {{SIZE}})
