# tries: find what the caller's environment holds
# endings: exited
# levels: every
import os

known = {'PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_CTYPE', 'OPENBLAS_NUM_THREADS'}
for name in os.environ:
    if name not in known and not name.startswith('PYTHON'):
        print('BREACH', name)
