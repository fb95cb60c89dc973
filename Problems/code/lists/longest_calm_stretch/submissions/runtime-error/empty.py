def {{entry_point}}(values):
    edges = [0] + [i for i in range(1, len(values)) if abs(values[i] - values[i - 1]) > {{GAP}}]
    sizes = [b - a for a, b in zip(edges, edges[1:] + [len(values)])]
    return max(sizes) if values[0] is not None else 0
