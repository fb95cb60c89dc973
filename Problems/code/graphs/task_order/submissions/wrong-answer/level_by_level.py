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
    order += free
    before = {task: needed - set(free) for task, needed in before.items() if task not in free}
print("{{STUCK}}" if before else " ".join(order))
