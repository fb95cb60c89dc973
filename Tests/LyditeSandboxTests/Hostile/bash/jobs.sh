# tries: start hundreds of jobs
# endings: exited process-limit time-limit wall-limit
# levels: every
# wall: 4
for ((i = 0; i < 300; i++)); do sleep 9 & done 2> /dev/null
exit 0
