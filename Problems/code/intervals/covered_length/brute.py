def {{entry_point}}(pieces):
    counts = {}
    for start, end in pieces:
        for meter in range(start, end):
            counts[meter] = counts.get(meter, 0) + 1
    return len([meter for meter, count in counts.items() if count >= {{LAYERS}}])
