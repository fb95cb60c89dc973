def {{entry_point}}(towns, roads):
    cost = {0: 0}
    for _ in range(towns):
        for a, b, price in roads:
            if a in cost:
                toll = {{TOLL}} if a != 0 else 0
                cost[b] = min(cost.get(b, 10**9), cost[a] + price + toll)
    return cost.get(towns - 1, -1)
