def {{entry_point}}(total):
    ways = [1] + [0] * total
    for part in range({{LEAST}}, total + 1):
        for rest in range(part, total + 1):
            ways[rest] += ways[rest - part]
    return ways[total]
