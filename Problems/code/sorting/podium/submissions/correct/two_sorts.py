def {{entry_point}}(results):
    ordered = sorted(results)
    ordered.sort(key=lambda pair: pair[1], reverse=True)
    return [pair[0] for pair in ordered][:{{PLACES}}]
