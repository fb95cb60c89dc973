import heapq
import sys

meetings = sorted(tuple(map(int, line.split())) for line in sys.stdin)
rooms = []
for start, end in meetings:
    if rooms and rooms[0] <= start:
        heapq.heapreplace(rooms, end + {{PAUSE}})
    else:
        heapq.heappush(rooms, end + {{PAUSE}})
print(len(rooms))
