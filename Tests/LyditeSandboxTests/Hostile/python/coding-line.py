# tries: hide code by a coding line
# endings: exited
# levels: every
# An escape that only a careless reader takes for the end of the comment: \u000aprint("BREACH")
pass
