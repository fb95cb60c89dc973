# tries: leave a folder that nobody may enter
# endings: exited
# levels: every
mkdir -p a/b/c && : > a/b/c/d && chmod 0 a/b/c a/b a
