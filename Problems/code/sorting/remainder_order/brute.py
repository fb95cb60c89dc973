def {{entry_point}}(values):
    boxes = [[] for _ in range({{BASE}})]
    for value in values:
        boxes[value % {{BASE}}].append(value)
    result = []
    for box in boxes:
        while box:
            largest = max(box)
            box.remove(largest)
            result.append(largest)
    return result
