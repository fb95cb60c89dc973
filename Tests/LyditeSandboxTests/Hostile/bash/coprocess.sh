# tries: leave a second program that holds its pipes
# endings: exited
# levels: every
coproc { sleep 99; }
exit 0
