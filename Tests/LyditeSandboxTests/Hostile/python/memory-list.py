# tries: gather memory
# endings: memory-limit exited signalled
# levels: every
held = []
while True:
    held.append(bytes(range(256)) * 4096)
    if len(held) > 1500:
        print('BREACH')
        break
