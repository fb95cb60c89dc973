def {{entry_point}}(text):
    counts, sums = {}, {}
    for line in text.split("\n"):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, rest = line.split(":")
        count, price = (int(part) for part in rest.split("x"))
        counts[name] = counts.get(name, 0) + count
        sums[name] = sums.get(name, 0) + count * price
    lines = []
    for name in sorted(sums):
        total = sums[name] * 9 // 10 if counts[name] >= {{FREE}} else sums[name]
        lines.append("%s %d" % (name, total))
    return "\n".join(lines)
