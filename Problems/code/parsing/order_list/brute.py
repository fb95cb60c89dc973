import re


def {{entry_point}}(text):
    orders = re.findall(r"^([a-z]+): (\d+) x (\d+)$", text, re.M)
    output = []
    for wanted in sorted({name for name, _, _ in orders}):
        prices = []
        for name, count, price in orders:
            if name == wanted:
                prices.extend([int(price)] * int(count))
        total = sum(prices)
        if len(prices) >= {{FREE}}:
            total = int(total - total / 10) if total % 10 == 0 else (total * 90 - total * 90 % 100) // 100
        output.append(wanted + " " + str(total))
    return "\n".join(output)
