def {{entry_point}}(start, goal):
    row = list(range(len(goal) + 1))
    for i, old in enumerate(start, 1):
        above, row = row, [i]
        for j, new in enumerate(goal, 1):
            swap = above[j - 1] + (0 if old == new else {{SWAP}})
            row.append(min(swap, above[j] + 1, row[j - 1] + 1))
    return row[-1]
