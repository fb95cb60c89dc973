# tries: find a family of sockets that works
# endings: forbidden-call
# levels: every
# call: socket
import socket

for family in range(2, 46):
    try:
        socket.socket(family, socket.SOCK_RAW)
        print('BREACH', family)
    except OSError:
        pass
