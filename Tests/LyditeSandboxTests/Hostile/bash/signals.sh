# tries: send signals to whoever started it
# endings: exited signalled
# levels: every
for s in TERM INT HUP USR1 STOP; do
  kill -s "$s" $PPID 2> /dev/null && [ "$PPID" != 1 ] && [ "$PPID" != 0 ] && echo "BREACH $s"
done
exit 0
