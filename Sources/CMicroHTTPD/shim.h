// No library is linked: libmicrohttpd brings GnuTLS along, which costs every start of the program, so its functions are
// looked up when a server starts. Variadic ones come here as functions of no type.
#include <malloc.h>
#include <microhttpd.h>
#include <strings.h>
#include <sys/epoll.h>

typedef void (*lydite_mhd_function)(void);

struct lydite_mhd_options {
    int listening;
    unsigned threads, connections, idle_seconds;
    size_t memory;
    void *context;
    MHD_AccessHandlerCallback handle;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
};

/// A server whose threads each wait for many connections by epoll.
static inline struct MHD_Daemon *lydite_mhd_start(lydite_mhd_function start, const struct lydite_mhd_options *o) {
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO;
    return ((struct MHD_Daemon * (*)(unsigned, uint16_t, MHD_AcceptPolicyCallback, void *, MHD_AccessHandlerCallback, void *,
                                     ...))start)(
        flags, 0, NULL, NULL, o->handle, o->context, MHD_OPTION_LISTEN_SOCKET, o->listening, MHD_OPTION_THREAD_POOL_SIZE,
        o->threads, MHD_OPTION_CONNECTION_LIMIT, o->connections, MHD_OPTION_CONNECTION_TIMEOUT, o->idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, o->memory, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, o->completed, o->context,
        MHD_OPTION_NOTIFY_CONNECTION, o->connection, o->context, MHD_OPTION_END);
}

/// The socket of a connection; -1 where it has none.
static inline int lydite_mhd_socket(lydite_mhd_function info, struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *found = ((const union MHD_ConnectionInfo *(*)(
        struct MHD_Connection *, enum MHD_ConnectionInfoType, ...))info)(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return found ? found->connect_fd : -1;
}

struct lydite_mhd_length {
    int lengths, encodings, chunked;
};

static inline enum MHD_Result lydite_mhd_see_length(void *context, enum MHD_ValueKind kind, const char *name,
                                                    const char *value) {
    struct lydite_mhd_length *seen = context;
    (void)kind;
    if (!strcasecmp(name, "Content-Length")) seen->lengths++;
    if (!strcasecmp(name, "Transfer-Encoding")) {
        seen->encodings++;
        seen->chunked += value && !strcasecmp(value, "chunked");
    }
    return MHD_YES;
}

/// Whether a request's length is told at most once, and in a way that every server reads alike (RFC 9112, section 6.3).
static inline int lydite_mhd_has_clear_length(lydite_mhd_function values, struct MHD_Connection *connection) {
    struct lydite_mhd_length seen = {0, 0, 0};
    ((int (*)(struct MHD_Connection *, enum MHD_ValueKind, MHD_KeyValueIterator, void *))values)(
        connection, MHD_HEADER_KIND, lydite_mhd_see_length, &seen);
    return seen.lengths + seen.encodings <= 1 && seen.encodings == seen.chunked;
}

/// Reports once that the other end of a socket went away.
static inline int lydite_epoll_watch(int epoll, int socket) {
    struct epoll_event event = {.events = EPOLLRDHUP | EPOLLONESHOT, .data = {.fd = socket}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

static inline int lydite_epoll_forget(int epoll, int socket) { return epoll_ctl(epoll, EPOLL_CTL_DEL, socket, NULL); }

/// Sockets whose other end went away.
static inline int lydite_epoll_wait(int epoll, int *sockets, int most, int milliseconds) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, most < 64 ? most : 64, milliseconds);
    for (int at = 0; at < count; at++) sockets[at] = events[at].data.fd;
    return count;
}

/// Gives memory that nothing uses back to the system; the C library keeps much of it after a large body.
static inline void lydite_trim_memory(void) { malloc_trim(0); }
