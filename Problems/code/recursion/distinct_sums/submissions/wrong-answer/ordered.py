def {{entry_point}}(total):
    def count(rest, used):
        if rest == 0:
            return 1
        return sum(count(rest - part, used | {part}) for part in range({{LEAST}}, rest + 1) if part not in used)

    return count(total, frozenset())
