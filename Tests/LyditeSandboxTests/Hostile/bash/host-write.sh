# tries: write to the folders of the host
# endings: exited
# levels: every
for d in / /etc /usr/bin /var /opt /home /lib /usr /bin /root; do
  (: > "$d/lydite-breach") 2> /dev/null && echo "BREACH $d"
done
(: > /etc/ld.so.preload) 2> /dev/null && echo BREACH preload
(: > /etc/ld.so.cache) 2> /dev/null && echo BREACH cache
exit 0
