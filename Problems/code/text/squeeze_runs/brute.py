from itertools import groupby


def {{entry_point}}(text):
    return "".join("".join(list(run)[:{{LIMIT}}]) for _, run in groupby(text))
