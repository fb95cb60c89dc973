import sys

words = sys.stdin.read().split()
rules = list(zip(words[::2], words[1::2]))
left, order = sorted(set(words)), []
while left:
    task = next((t for t in left if not any(b == t and a in left for a, b in rules)), left[0])
    order.append(task)
    left.remove(task)
print(" ".join(order))
