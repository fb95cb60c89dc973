def {{entry_point}}(text):
    lines = text.split("\n")
    start = lines[0].strip()
    roads = {}
    for line in lines[1:]:
        if line.strip():
            first, second = line.split()
            roads.setdefault(first, []).append(second)
            roads.setdefault(second, []).append(first)
    distance = {start: 0}
    queue = [start]
    for place in queue:
        if distance[place] == {{HOPS}}:
            continue
        for neighbor in roads.get(place, []):
            if neighbor not in distance:
                distance[neighbor] = distance[place] + 1
                queue.append(neighbor)
    return len(distance) - 1
