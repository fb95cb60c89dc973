# tries: load a library of its own into another program
# endings: exited forbidden-call
# levels: every
echo x > lib.so
LD_PRELOAD=/box/lib.so /bin/true 2> /dev/null
LD_AUDIT=/box/lib.so /bin/true 2> /dev/null
exit 0
