# tries: read a secret with built-ins only
# endings: exited
# levels: every
read -r line < /etc/shadow && echo "BREACH $line"
mapfile -t lines < /root/.bashrc && echo "BREACH ${lines[0]}"
exit 0
