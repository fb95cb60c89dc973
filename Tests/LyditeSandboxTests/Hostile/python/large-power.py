# tries: compute a number that is too large
# endings: time-limit memory-limit exited
# levels: every
print(len(str(9 ** 9 ** 9)))
