# tries: spin
# endings: time-limit
# levels: every
while True:
    pass
