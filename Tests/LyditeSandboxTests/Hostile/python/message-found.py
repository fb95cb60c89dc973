# tries: find the message of an earlier program
# endings: exited
import os

for place in ['/tmp', '/dev/shm', '/var/tmp', '/box', '.', '/']:
    for name in ['message-of-a-program', 'late', 'lydite-left']:
        if os.path.lexists(place + '/' + name):
            print('BREACH', place)
