# tries: find programs that a shell program does not need
# endings: exited
for f in gcc cc python3 perl node curl wget ssh nc mount sudo systemctl dbus-send gdb strace docker; do
  command -v "$f" > /dev/null && echo "BREACH $f"
done
exit 0
