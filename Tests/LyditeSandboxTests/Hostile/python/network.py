# tries: connect to a service of the machine
# endings: forbidden-call
# levels: every
# call: socket
import socket

socket.create_connection(('127.0.0.1', 22), 1)
print('BREACH')
