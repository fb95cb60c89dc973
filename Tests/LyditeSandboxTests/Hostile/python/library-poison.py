# tries: plant a module that the next program imports
# endings: exited
# levels: every
import os, site, sys

places = [p for p in sys.path if p and os.path.isdir(p) and p != os.getcwd()] + [os.path.dirname(os.__file__)]
for p in places:
    for name in ['sitecustomize.py', 'json.py', 'x.pth', '__pycache__/os.cpython-311.pyc']:
        try:
            open(os.path.join(p, name), 'a')
            print('BREACH', p, name)
        except OSError:
            pass
