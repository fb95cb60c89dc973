# tries: reach daemons by their paths
# endings: exited
# levels: every
import socket

for path in ['/run/docker.sock', '/run/dbus/system_bus_socket', '/run/systemd/private', '\0lydite', '/dev/log']:
    try:
        socket.socket(socket.AF_UNIX).connect(path)
        print('BREACH', path)
    except OSError:
        pass
