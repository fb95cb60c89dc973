# tries: leave a message for the next program
# endings: exited
import os

for place in ['/tmp', '/dev/shm', '/var/tmp', '/box', '.']:
    try:
        open(place + '/message-of-a-program', 'w').write('hello')
    except OSError:
        pass
    if place not in ('/box', '.', '/dev/shm'):
        try:
            os.remove(place + '/message-of-a-program')
        except OSError:
            pass
