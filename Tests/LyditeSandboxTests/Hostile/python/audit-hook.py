# tries: refuse whatever its interpreter does from now on
# endings: exited
# levels: every
import sys


def refuse(*a):
    raise RuntimeError


sys.addaudithook(refuse)
open('x')
