# tries: spin
# endings: time-limit
# levels: every
while :; do :; done
