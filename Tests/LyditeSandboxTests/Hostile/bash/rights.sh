# tries: find that it runs with rights or without a filter
# endings: exited
# levels: every
while read -r key value rest; do
  case $key in
    CapInh: | CapPrm: | CapEff: | CapAmb:) [ "$value" = 0000000000000000 ] || echo "BREACH $key $value" ;;
    NoNewPrivs:) [ "$value" = 1 ] || echo "BREACH $key" ;;
    Seccomp:) [ "$value" = 2 ] || echo "BREACH $key" ;;
    Uid: | Gid:) [ "$value" = 0 ] && echo "BREACH $key" ;;
    Groups:) [ -z "$value" ] || [ "$value" != 0 ] || echo "BREACH $key" ;;
  esac
done < /proc/self/status
exit 0
