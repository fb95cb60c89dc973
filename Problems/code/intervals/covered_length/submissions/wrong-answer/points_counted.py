def {{entry_point}}(pieces):
    counts = {}
    for start, end in pieces:
        for meter in range(start, end + 1):
            counts[meter] = counts.get(meter, 0) + 1
    return sum(count >= {{LAYERS}} for count in counts.values())
