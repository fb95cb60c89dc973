def {{entry_point}}(towns, roads):
    def search(town, visited):
        if town == towns - 1:
            return 0
        best = None
        for a, b, price in roads:
            for here, there in ((a, b), (b, a)):
                if here == town and there not in visited:
                    rest = search(there, visited | {there})
                    if rest is not None:
                        cost = price + rest + ({{TOLL}} if there != towns - 1 else 0)
                        best = cost if best is None else min(best, cost)
        return best

    result = search(0, frozenset([0]))
    return -1 if result is None else result
