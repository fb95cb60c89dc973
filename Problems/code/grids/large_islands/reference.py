def {{entry_point}}(text):
    rows = text.split()
    land = {(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell == "#"}
    islands = 0
    while land:
        waiting, size = [land.pop()], 0
        while waiting:
            r, c = waiting.pop()
            size += 1
            for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if near in land:
                    land.remove(near)
                    waiting.append(near)
        islands += size >= {{CELLS}}
    return islands
