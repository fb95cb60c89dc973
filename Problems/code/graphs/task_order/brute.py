def {{entry_point}}(text):
    words = text.split()
    rules = list(zip(words[::2], words[1::2]))
    left, order = set(words), []
    while left:
        free = [task for task in left if not any(b == task and a in left for a, b in rules)]
        if not free:
            return "{{STUCK}}"
        order.append(min(free))
        left.remove(min(free))
    return " ".join(order)
