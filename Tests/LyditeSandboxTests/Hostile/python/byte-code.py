# tries: crash the interpreter with hand-made byte code
# endings: signalled exited
# levels: every
def f():
    pass


f.__code__ = f.__code__.replace(co_code=b'\x74\xff' * 40, co_stacksize=0)
f()
