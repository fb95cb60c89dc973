# tries: read its input again and again
# endings: exited
# levels: every
for ((i = 0; i < 100; i++)); do read -r line; done
exit 0
