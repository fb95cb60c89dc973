# tries: write one large file
# endings: exited signalled memory-limit
# levels: every
trap '' XFSZ
head -c 536870912 /dev/zero > big 2> /dev/null && echo BREACH
exit 0
