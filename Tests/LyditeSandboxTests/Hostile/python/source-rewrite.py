# tries: change its source after it was checked
# endings: exited
open('solution.py', 'w').write('print(1)')
