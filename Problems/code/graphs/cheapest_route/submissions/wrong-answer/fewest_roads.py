def {{entry_point}}(towns, roads):
    cost, queue = {0: 0}, [0]
    for town in queue:
        for a, b, price in roads:
            for here, there in ((a, b), (b, a)):
                if here == town and there not in cost:
                    cost[there] = cost[here] + price + ({{TOLL}} if here != 0 else 0)
                    queue.append(there)
    return cost.get(towns - 1, -1)
