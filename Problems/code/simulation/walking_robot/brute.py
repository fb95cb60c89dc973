def {{entry_point}}(text):
    faces = "NESW"
    face, place = "N", [0, 0]
    for command in text.split():
        for letter in command:
            if letter == "F":
                axis = 1 if face in "NS" else 0
                place[axis] += 1 if face in "NE" else -1
                place[axis] = min(max(place[axis], 0), {{SIDE}})
            else:
                turn = 1 if letter == "R" else 3
                face = faces[(faces.index(face) + turn) % 4]
    return " ".join(str(part) for part in place)
