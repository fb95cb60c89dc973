def {{entry_point}}(lamps):
    lit = {place for place, lamp in enumerate(lamps) if lamp == "*"}
    for _ in range({{STEPS}}):
        following = set()
        for place in range(len(lamps)):
            if len({place - 1, place + 1} & lit) == 1:
                following.add(place)
        lit = following
    return "".join("*" if place in lit else "." for place in range(len(lamps)))
