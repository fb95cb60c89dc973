from collections import Counter


def {{entry_point}}(words):
    keys = [frozenset(Counter(word.lower()).items()) for word in words]
    return sum(1 for count in Counter(keys).values() if count >= {{SIZE}})
