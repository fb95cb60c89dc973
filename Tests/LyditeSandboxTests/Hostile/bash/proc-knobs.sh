# tries: write to the knobs of its own process
# endings: exited
# levels: every
for f in mem oom_score_adj clear_refs coredump_filter; do
  (: > "/proc/self/$f") 2> /dev/null && [ "$PWD" = /box ] && echo "BREACH $f"
done
(echo -1000 > /proc/self/oom_score_adj) 2> /dev/null && echo BREACH score
exit 0
