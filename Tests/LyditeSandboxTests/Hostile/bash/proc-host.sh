# tries: learn from /proc what the host is called and does
# endings: exited
grep -q -e lydite -e '[0-9a-f]\{12\}' /proc/self/cgroup && echo BREACH cgroup
grep -v ':/$' /proc/self/cgroup | grep -v ':/run$' && echo BREACH group
for f in 1/environ 1/cmdline loadavg uptime meminfo stat sys kallsyms; do
  head -c 9 "/proc/$f" 2> /dev/null && echo "BREACH $f"
done
exit 0
