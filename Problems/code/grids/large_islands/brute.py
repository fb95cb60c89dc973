def {{entry_point}}(text):
    rows = text.split()
    label = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell == "#":
                label[r, c] = (r, c)
    changed = True
    while changed:
        changed = False
        for r, c in label:
            for near in ((r, c + 1), (r + 1, c)):
                if near in label and label[near] != label[r, c]:
                    label[near] = label[r, c] = min(label[near], label[r, c])
                    changed = True
    names = list(label.values())
    return len([name for name in set(names) if names.count(name) >= {{CELLS}}])
