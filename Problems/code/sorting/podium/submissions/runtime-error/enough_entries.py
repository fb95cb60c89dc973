def {{entry_point}}(results):
    ordered = sorted(results, key=lambda pair: (-pair[1], pair[0]))
    return [ordered[place][0] for place in range({{PLACES}})]
