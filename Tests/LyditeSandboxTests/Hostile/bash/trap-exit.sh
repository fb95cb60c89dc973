# tries: never end, by a trap on its end
# endings: wall-limit time-limit
# levels: every
# wall: 1
trap 'while :; do read -r -t 1 < <(sleep 9); done' EXIT
exit 0
