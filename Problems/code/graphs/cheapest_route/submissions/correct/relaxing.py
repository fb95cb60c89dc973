def {{entry_point}}(towns, roads):
    cost = {0: 0}
    for _ in range(towns):
        for a, b, price in roads:
            for here, there in ((a, b), (b, a)):
                if here in cost:
                    toll = {{TOLL}} if here != 0 else 0
                    cost[there] = min(cost.get(there, 10**9), cost[here] + price + toll)
    return cost.get(towns - 1, -1)
