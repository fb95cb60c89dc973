def {{entry_point}}(packed):
    while "[" in packed:
        start = packed.rindex("[")
        end = packed.index("]", start)
        inner, copies = packed[start + 1:end], int(packed[start - 1])
        group = inner
        for _ in range(copies - 1):
            group += "{{MARK}}" + inner
        packed = packed[:start - 1] + group + packed[end + 1:]
    return packed
