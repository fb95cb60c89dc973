# tries: answer for every module that is imported from now on
# endings: exited
# levels: every
import sys


class Finder:
    def find_spec(self, *a):
        raise SystemExit(0)


sys.meta_path.insert(0, Finder())
import xml.dom
