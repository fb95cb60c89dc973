def {{entry_point}}(ranges):
    left = [list(item) for item in ranges]
    changed = True
    while changed:
        changed = False
        for i in range(len(left)):
            for j in range(len(left)):
                a, b = left[i], left[j]
                if i != j and a[0] - b[1] <= {{GAP}} and b[0] - a[1] <= {{GAP}}:
                    joined = [min(a[0], b[0]), max(a[1], b[1])]
                    left = [item for k, item in enumerate(left) if k not in (i, j)] + [joined]
                    changed = True
                    break
            if changed:
                break
    return sorted(left)
