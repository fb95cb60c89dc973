# tries: fetch a page
# endings: forbidden-call exited
# levels: every
# call: socket
import urllib.request

try:
    urllib.request.urlopen('http://10.0.0.1/', timeout=1)
    print('BREACH')
except OSError:
    pass
