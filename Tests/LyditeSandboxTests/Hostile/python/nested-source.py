# tries: crash the compiler with nested source
# endings: exited signalled
# levels: every
eval('(' * 100000 + ')' * 100000)
