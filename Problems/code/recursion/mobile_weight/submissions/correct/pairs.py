def {{entry_point}}(mobile):
    def visit(part):
        if not isinstance(part, list):
            return part, True
        (left, first), (right, second) = visit(part[0]), visit(part[1])
        return left + right + {{ROD}}, first and second and left == right

    weight, holds = visit(mobile)
    return weight if holds else -1
