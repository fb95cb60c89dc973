# tries: read a secret with built-ins only
# endings: exited
# levels: every
read -r line < /etc/shadow && echo "BREACH $line"
for file in /*/.bashrc; do
    mapfile -t lines < "$file" && echo "BREACH ${lines[0]}"
done
exit 0
