def {{entry_point}}(text):
    total = 0
    for word in text.split():
        hours, mark, rest = word.partition("h")
        if not mark:
            hours, rest = "0", word
        minutes = 60 * int(hours) + int(rest.rstrip("m") or "0")
        total += minutes - {{BREAK}} if minutes >= 60 else minutes
    return "%dh%02dm" % divmod(total, 60)
