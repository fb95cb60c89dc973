def {{entry_point}}(results):
    ordered = sorted(results, key=lambda pair: -pair[1])
    return [pair[0] for pair in ordered][:{{PLACES}}]
