import re


def {{entry_point}}(text):
    return re.sub(r"(.)\1*", lambda run: run.group(1) * min(len(run.group()), {{LIMIT}}), text, flags=re.DOTALL)
