def {{entry_point}}(pieces):
    events = sorted([(start, 1) for start, _ in pieces] + [(end, -1) for _, end in pieces])
    total = layers = last = 0
    for place, change in events:
        if layers >= {{LAYERS}}:
            total += place - last
        layers += change
        last = place
    return total
