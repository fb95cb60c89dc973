# tries: double a text
# endings: memory-limit exited time-limit signalled
# levels: every
s=aaaaaaaaaaaaaaaa
for i in {1..28}; do s=$s$s; done
echo "BREACH ${#s}"
