# tries: go on after each refusal of memory
# endings: memory-limit time-limit
# levels: every
held = []
while True:
    try:
        held.append(bytearray(b'x' * (1 << 20)))
    except MemoryError:
        pass
