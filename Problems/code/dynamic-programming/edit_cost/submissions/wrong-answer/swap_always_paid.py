def {{entry_point}}(start, goal):
    row = list(range(len(goal) + 1))
    for i in range(1, len(start) + 1):
        above, row = row, [i]
        for j in range(1, len(goal) + 1):
            row.append(min(above[j - 1] + {{SWAP}}, above[j] + 1, row[j - 1] + 1))
    return row[-1]
