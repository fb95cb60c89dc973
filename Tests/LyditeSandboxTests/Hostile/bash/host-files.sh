# tries: list what lies on the host
# endings: exited
for d in /root /home /etc/passwd /var /tmp /sys /run /opt /srv /mnt; do
  [ -e "$d" ] && echo "BREACH $d"
done
exit 0
