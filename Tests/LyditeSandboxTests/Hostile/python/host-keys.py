# tries: look for private keys
# endings: exited
# levels: every
import glob

for pattern in ['/*/.ssh/*', '/etc/ssh/*key', '/home/*/.ssh/id_*']:
    for path in glob.glob(pattern):
        try:
            open(path).read(1)
            print('BREACH', path)
        except OSError:
            pass
