# tries: leave a job that ignores signals
# endings: exited
# levels: every
trap '' TERM HUP INT
(trap '' TERM HUP INT; sleep 99) & disown
exit 0
