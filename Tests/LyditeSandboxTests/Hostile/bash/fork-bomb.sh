# tries: multiply
# endings: process-limit time-limit wall-limit exited
# levels: every
# wall: 3
bomb() { bomb | bomb & }
bomb
wait
