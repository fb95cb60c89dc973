/* Calls a candidate's function and writes what it returns; compiles as C and as C++.
 *
 * It lives in the candidate's own process, so nothing it says is believed beyond being data of the declared type: the
 * judge outside holds the expected values and compares. Requests come on descriptor 3 and results leave on descriptor 4,
 * each a frame of four length bytes and its body, little-endian throughout: eight bytes of a nonce, then the arguments;
 * the nonce again, a kind (0 value, 1 exception, 2 no value of the type), then the result.
 *
 * System calls are made directly and no library function is used: whatever the candidate defines in the library's place,
 * a read, a write, a malloc, an exit, is not used here. The nonce is in no variable that has a name outside.
 */
#include "call.h"

#if !defined(__x86_64__) && !defined(__aarch64__)
#error "the runner makes its system calls directly, which it can on x86-64 and arm64"
#endif

#pragma GCC optimize("no-tree-loop-distribute-patterns")

#define MAXIMUM_FRAME (16u << 20)
#define REQUESTS 3
#define RESULTS 4

typedef unsigned char byte;

static byte *request, *reply, *arena;
static unsigned long request_bytes, at, filled, arena_bytes, arena_used;
/* The kind of the result, and whether one was given. */
static int kind;

#ifdef __x86_64__
enum { SYSTEM_READ = 0, SYSTEM_WRITE = 1, SYSTEM_MMAP = 9, SYSTEM_MUNMAP = 11, SYSTEM_EXIT_GROUP = 231 };

static long call_system(long number, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}
#else
enum { SYSTEM_READ = 63, SYSTEM_WRITE = 64, SYSTEM_MMAP = 222, SYSTEM_MUNMAP = 215, SYSTEM_EXIT_GROUP = 94 };

static long call_system(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}
#endif

static void leave(int code) {
    for (;;) call_system(SYSTEM_EXIT_GROUP, code, 0, 0, 0, 0, 0);
}

static byte *map(unsigned long bytes) {
    /* PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS; zeroed by the kernel. */
    long result = call_system(SYSTEM_MMAP, 0, (long)bytes, 3, 0x22, -1, 0);
    if (result < 0 && result > -4096) leave(3);
    return (byte *)result;
}

/* 0 at the end of the requests. */
static int read_exactly(byte *into, unsigned long count) {
    while (count > 0) {
        long got = call_system(SYSTEM_READ, REQUESTS, (long)into, (long)count, 0, 0, 0);
        if (got == -4) continue;
        if (got <= 0) return 0;
        into += got;
        count -= (unsigned long)got;
    }
    return 1;
}

static void write_all(const byte *from, unsigned long count) {
    while (count > 0) {
        long put = call_system(SYSTEM_WRITE, RESULTS, (long)from, (long)count, 0, 0, 0);
        if (put == -4) continue;
        /* The candidate closed the channel: without a result this reads as a violation. */
        if (put <= 0) leave(0);
        from += put;
        count -= (unsigned long)put;
    }
}

static void copy(byte *to, const byte *from, unsigned long count) {
    for (unsigned long i = 0; i < count; i++) to[i] = from[i];
}

/* Arguments */

static unsigned long long take(unsigned long count) {
    unsigned long long value = 0;
    if (request_bytes - at < count) leave(3);
    for (unsigned long i = 0; i < count; i++) value |= (unsigned long long)request[at + i] << (8 * i);
    at += count;
    return value;
}

long long lydite_take_long(void) { return (long long)take(8); }

double lydite_take_double(void) {
    union {
        unsigned long long bits;
        double value;
    } both;
    both.bits = take(8);
    return both.value;
}

unsigned lydite_take_count(void) { return (unsigned)take(4); }

void *lydite_room(unsigned long count, unsigned long size) {
    unsigned long bytes = (count * size + 15) & ~15ul;
    if (bytes == 0) bytes = 16;
    if (arena_bytes - arena_used < bytes) {
        /* What was handed out before stays where it is; it is given back with the process. */
        arena_bytes = bytes > (1ul << 20) ? bytes : 1ul << 20;
        arena = map(arena_bytes);
        arena_used = 0;
    }
    void *room = arena + arena_used;
    arena_used += bytes;
    return room;
}

char *lydite_take_text(unsigned *length) {
    unsigned count = lydite_take_count();
    if (request_bytes - at < count) leave(3);
    char *text = (char *)lydite_room((unsigned long)count + 1, 1);
    copy((byte *)text, request + at, count);
    at += count;
    if (length) *length = count;
    return text;
}

/* The result */

static void strange(int how, const char *what) {
    if (kind != 0) return;
    kind = how;
    filled = 0;
    for (unsigned i = 0; i < 300 && what[i]; i++) reply[13 + filled++] = (byte)what[i];
}

void lydite_strange(const char *what) { strange(2, what); }
void lydite_raised(const char *what) { strange(1, what ? what : ""); }

static void give(unsigned long long value, unsigned count) {
    if (kind != 0) return;
    if (filled + 13 + count > MAXIMUM_FRAME) {
        strange(2, "a value of more than 16 MiB");
        return;
    }
    for (unsigned i = 0; i < count; i++) reply[13 + filled++] = (byte)(value >> (8 * i));
}

void lydite_give_long(long long value) { give((unsigned long long)value, 8); }

void lydite_give_double(double value) {
    union {
        double value;
        unsigned long long bits;
    } both;
    both.value = value;
    give(both.bits, 8);
}

void lydite_give_count(unsigned long count) {
    if (count > MAXIMUM_FRAME) strange(2, "a value of more than 16 MiB");
    give(count, 4);
}

void lydite_give_text(const char *bytes, unsigned long length) {
    lydite_give_count(length);
    if (kind != 0) return;
    if (filled + 13 + length > MAXIMUM_FRAME) {
        strange(2, "a value of more than 16 MiB");
        return;
    }
    copy(reply + 13 + filled, (const byte *)bytes, length);
    filled += length;
}

int main(void) {
    reply = map(MAXIMUM_FRAME + 4096);
    unsigned long room = 0;
    for (;;) {
        byte head[4];
        if (!read_exactly(head, 4)) leave(0);
        unsigned long count = head[0] | head[1] << 8 | head[2] << 16 | (unsigned long)head[3] << 24;
        if (count < 8) leave(3);
        if (count > room) {
            if (room) call_system(SYSTEM_MUNMAP, (long)request, (long)room, 0, 0, 0, 0);
            room = (count + 4095) & ~4095ul;
            request = map(room);
        }
        if (!read_exactly(request, count)) leave(0);
        request_bytes = count;
        at = 8;
        filled = 0;
        kind = 0;
        lydite_call();
        if (at != request_bytes) leave(3);
        unsigned long body = 9 + filled;
        for (unsigned i = 0; i < 4; i++) reply[i] = (byte)(body >> (8 * i));
        copy(reply + 4, request, 8);
        reply[12] = (byte)kind;
        write_all(reply, body + 4);
    }
}
