# tries: raise its limits
# endings: exited
# levels: every
for flag in c f n s t u v l i q x; do
  [ "$(ulimit -H -$flag)" = unlimited ] && continue
  ulimit -H -$flag unlimited 2> /dev/null && echo "BREACH $flag"
done
exit 0
