def {{entry_point}}(start, goal):
    best = {(0, 0): 0}
    for i in range(len(start) + 1):
        for j in range(len(goal) + 1):
            options = [best[0, 0]] if i == j == 0 else []
            if i:
                options.append(best[i - 1, j] + 1)
            if j:
                options.append(best[i, j - 1] + 1)
            if i and j:
                options.append(best[i - 1, j - 1] + {{SWAP}} * (start[i - 1] != goal[j - 1]))
            best[i, j] = min(options)
    return best[len(start), len(goal)]
