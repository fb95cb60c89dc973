# tries: expand braces to more words than there is memory
# endings: memory-limit exited time-limit signalled
# levels: every
echo {1..9999}{1..9999}{1..9999} > /dev/null
echo BREACH
