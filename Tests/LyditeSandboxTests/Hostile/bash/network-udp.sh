# tries: send a datagram by the names that bash knows
# endings: forbidden-call exited
# levels: every
(echo x > /dev/udp/10.0.0.1/53) 2> /dev/null && echo BREACH
exit 0
