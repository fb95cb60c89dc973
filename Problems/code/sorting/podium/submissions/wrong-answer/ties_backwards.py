def {{entry_point}}(results):
    ordered = sorted(results, key=lambda pair: (pair[1], pair[0]), reverse=True)
    return [pair[0] for pair in ordered][:{{PLACES}}]
