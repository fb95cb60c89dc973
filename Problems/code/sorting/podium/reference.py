def {{entry_point}}(results):
    ordered = sorted(results, key=lambda pair: (-pair[1], pair[0]))
    return [name for name, _ in ordered[:{{PLACES}}]]
