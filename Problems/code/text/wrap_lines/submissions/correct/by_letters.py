import sys

line = ""
output = []
for word in sys.stdin.read().split():
    longer = (line + " " + word).strip()
    if line and len(longer) > {{WIDTH}}:
        output.append(line)
        line = word
    else:
        line = longer
if line:
    output.append(line)
print("\n".join(output))
