# tries: open descriptors that it was never given
# endings: exited
# levels: every
for ((fd = 3; fd < 250; fd++)); do
  { true <&$fd; } 2> /dev/null && [ "$fd" != 255 ] && echo "BREACH $fd"
done
exit 0
