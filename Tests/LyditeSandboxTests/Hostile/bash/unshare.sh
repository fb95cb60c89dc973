# tries: make a user namespace with the program for it
# endings: exited forbidden-call
# levels: every
unshare -Ur true 2> /dev/null && echo BREACH
exit 0
