def {{entry_point}}(values):
    def search(index):
        if index >= len(values):
            return 0
        return max(search(index + 1), values[index] + search(index + 1 + {{REST}}))

    return search(0)
