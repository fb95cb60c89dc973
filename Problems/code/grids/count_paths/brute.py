def {{entry_point}}(text):
    grid = text.split()

    def paths(row, column):
        if row >= len(grid) or column >= len(grid[0]) or grid[row][column] == "#":
            return 0
        if row == len(grid) - 1 and column == len(grid[0]) - 1:
            return 1
        return paths(row + 1, column) + paths(row, column + 1)

    return paths(0, 0) % {{MODULUS}}
