# tries: hide memory in shared blocks
# endings: exited memory-limit signalled
from multiprocessing import shared_memory

held = []
try:
    for i in range(40):
        block = shared_memory.SharedMemory(create=True, size=16 << 20)
        block.buf[:] = b'x' * (16 << 20)
        held.append(block)
    print('BREACH')
except (OSError, MemoryError):
    pass
