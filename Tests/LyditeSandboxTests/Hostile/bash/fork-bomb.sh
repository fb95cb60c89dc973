# tries: multiply
# endings: process-limit time-limit wall-limit exited memory-limit
# levels: every
# wall: 3
bomb() { bomb | bomb & }
bomb
wait
