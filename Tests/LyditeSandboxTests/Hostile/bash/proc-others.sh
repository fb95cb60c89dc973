# tries: look into processes that are not its own
# endings: exited
for p in /proc/[0-9]*; do
  pid=${p#/proc/}
  [ "$pid" = "$$" ] && continue
  head -c 1 "$p/environ" 2> /dev/null && [ "$(cut -d ' ' -f 4 "$p/stat" 2> /dev/null)" != "$$" ] && echo "BREACH $pid"
done
exit 0
