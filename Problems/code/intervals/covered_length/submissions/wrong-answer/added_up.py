def {{entry_point}}(pieces):
    return sum(end - start for start, end in pieces) // {{LAYERS}}
