# tries: listen on every address
# endings: forbidden-call
# levels: every
# call: socket
import socket

socket.create_server(('', 8000))
print('BREACH')
