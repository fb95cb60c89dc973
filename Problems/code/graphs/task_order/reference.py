import heapq


def {{entry_point}}(text):
    after, waits = {}, {}
    for line in text.split("\n"):
        if line.strip():
            first, second = line.split()
            after.setdefault(first, []).append(second)
            waits.setdefault(first, 0)
            waits[second] = waits.get(second, 0) + 1
    ready = [task for task, count in waits.items() if count == 0]
    heapq.heapify(ready)
    order = []
    while ready:
        task = heapq.heappop(ready)
        order.append(task)
        for other in after.get(task, []):
            waits[other] -= 1
            if waits[other] == 0:
                heapq.heappush(ready, other)
    return " ".join(order) if len(order) == len(waits) else "{{STUCK}}"
