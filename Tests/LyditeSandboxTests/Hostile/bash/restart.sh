# tries: replace itself by itself for ever
# endings: exited time-limit wall-limit
# levels: every
# wall: 3
exec bash "$0"
