# tries: run machine code of its own, which must see the same filter
# endings: exited signalled
# levels: every
import ctypes, mmap

code = bytes([0xb8, 0x66, 0, 0, 0, 0x0f, 0x05, 0xc3])  # getuid
m = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
m.write(code)
if ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))() == 0:
    print('BREACH')
