# tries: become a daemon that writes after its run
# endings: exited
# levels: every
import os, time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.umask(0)
        time.sleep(5)
        open('/box/late', 'w').write('x')
        print('BREACH')
    os._exit(0)
