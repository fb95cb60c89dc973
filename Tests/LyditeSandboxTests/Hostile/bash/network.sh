# tries: connect by the names that bash knows
# endings: forbidden-call exited
# levels: every
(echo > /dev/tcp/127.0.0.1/22) 2> /dev/null && echo BREACH
exit 0
