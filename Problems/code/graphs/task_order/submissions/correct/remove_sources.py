import sys

words = sys.stdin.read().split()
before = {task: set() for task in words}
for first, second in zip(words[::2], words[1::2]):
    before[second].add(first)
order = []
while before:
    free = sorted(task for task, needed in before.items() if not needed)
    if not free:
        break
    order.append(free[0])
    del before[free[0]]
    for needed in before.values():
        needed.discard(free[0])
print("{{STUCK}}" if before else " ".join(order))
