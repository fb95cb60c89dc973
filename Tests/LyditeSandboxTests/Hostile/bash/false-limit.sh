# tries: end with the code of a kill for memory
# endings: exited
# levels: every
exit 137
