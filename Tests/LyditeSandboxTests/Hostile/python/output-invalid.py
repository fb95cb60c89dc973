# tries: print what is no text
# endings: exited
# levels: every
import os

os.write(1, b'\xed\xa0\x80\xc0\xaf\xff\xfe\xf4\x90\x80\x80\xe2\x82')
os.write(2, bytes(range(256)))
