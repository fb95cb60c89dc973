import re
import sys


def flat(text):
    value, sign = None, None
    for token in re.findall(r"\d+|[+*]", text):
        if not token.isdigit():
            sign = token
        elif value is None:
            value = int(token)
        else:
            value = value + int(token) if sign == "+" else value * int(token)
    return value


text = sys.stdin.read().strip()
while "(" in text:
    text = re.sub(r"\(([^()]*)\)", lambda match: str(flat(match.group(1))), text)
print(flat(text) % {{LIMIT}})
