def {{entry_point}}(text):
    words = text.split()
    start, rest = words[0], words[1:]
    roads = list(zip(rest[::2], rest[1::2]))
    reached = {start}
    for _ in range({{HOPS}}):
        near = {b for a, b in roads if a in reached} | {a for a, b in roads if b in reached}
        reached = reached | near
    return len(reached) - 1
