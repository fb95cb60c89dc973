# tries: spend for ever in one call
# endings: time-limit
# levels: every
import re

re.match(r'(a+)+$', 'a' * 60 + 'b')
