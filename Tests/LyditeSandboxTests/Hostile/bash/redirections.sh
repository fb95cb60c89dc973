# tries: open descriptors that it was never given
# endings: exited
# levels: every
# What lies higher is what bash itself keeps aside.
for ((fd = 3; fd < 10; fd++)); do
  { true <&$fd; } 2> /dev/null && echo "BREACH $fd"
done
exit 0
