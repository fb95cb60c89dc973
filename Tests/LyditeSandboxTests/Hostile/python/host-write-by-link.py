# tries: write outside through links of its own
# endings: exited
import os

os.symlink('/usr', 'link')
os.symlink('/', 'root')
for p in ['link/x', 'root/etc/x', 'root/x', 'link/lib/python3.11/sitecustomize.py']:
    try:
        open(p, 'w')
        print('BREACH', p)
    except OSError:
        pass
