import heapq


def {{entry_point}}(towns, roads):
    near = [[] for _ in range(towns)]
    for a, b, price in roads:
        near[a].append((b, price))
        near[b].append((a, price))
    queue, done = [(0, 0)], set()
    while queue:
        cost, town = heapq.heappop(queue)
        if town == towns - 1:
            return cost
        if town in done:
            continue
        done.add(town)
        for other, price in near[town]:
            toll = 0 if other == towns - 1 else {{TOLL}}
            heapq.heappush(queue, (cost + price + toll, other))
    return -1
