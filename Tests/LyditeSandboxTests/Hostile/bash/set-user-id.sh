# tries: use programs that raise rights
# endings: exited
# levels: every
for f in /usr/bin/su /usr/bin/sudo /usr/bin/mount /usr/bin/passwd /usr/bin/newuidmap /usr/bin/pkexec; do
  [ -u "$f" ] && "$f" --version > /dev/null 2>&1 && [ "$PWD" = /box ] && echo "BREACH $f"
done
cp /bin/cat mine && chmod 4755 mine && ./mine /etc/shadow 2> /dev/null && echo BREACH
exit 0
