import re


def {{entry_point}}(text):
    clock = []
    for line in text.splitlines():
        length = 0
        for number, unit in re.findall(r"(\d+)([hm])", line):
            length += int(number) * (60 if unit == "h" else 1)
        if length >= 60:
            length -= {{BREAK}}
        clock.append(length)
    hours = sum(clock) // 60
    minutes = str(sum(clock) - 60 * hours)
    return str(hours) + "h" + minutes.rjust(2, "0") + "m"
