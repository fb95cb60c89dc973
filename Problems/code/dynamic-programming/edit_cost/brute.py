def {{entry_point}}(start, goal):
    def cost(i, j):
        if i == len(start):
            return len(goal) - j
        if j == len(goal):
            return len(start) - i
        if start[i] == goal[j]:
            return cost(i + 1, j + 1)
        return min(1 + cost(i + 1, j), 1 + cost(i, j + 1), {{SWAP}} + cost(i + 1, j + 1))

    return cost(0, 0)
