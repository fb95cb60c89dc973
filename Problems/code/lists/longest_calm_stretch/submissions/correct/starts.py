def {{entry_point}}(values):
    if not values:
        return 0
    breaks = [i for i in range(1, len(values)) if abs(values[i] - values[i - 1]) > {{GAP}}]
    edges = [0] + breaks + [len(values)]
    return max(b - a for a, b in zip(edges, edges[1:]))
