# tries: take over the terminal of whoever looks at its output
# endings: exited
# levels: every
printf '\e[2J\e]0;title\a\e[6n\e]8;;http://x\aX\e]8;;\a\eP+q\e\\'
