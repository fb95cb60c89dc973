# tries: flood its output from four jobs
# endings: output-limit
# levels: every
for i in 1 2 3 4; do (while :; do printf '%65536s' x; done) & done
wait
