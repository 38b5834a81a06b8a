// What Swift cannot call of libmicrohttpd: variadic functions, and the enumerations of
// callbacks, which a newer library may extend.
#ifndef MUNIMENT_CMICROHTTPD_H
#define MUNIMENT_CMICROHTTPD_H

#include <errno.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

typedef struct {
    unsigned int threads;
    unsigned int max_connections;
    unsigned int max_connections_per_address;
    unsigned int idle_seconds;
    // What a connection may hold of a request's head and of an answer's.
    size_t connection_bytes;
    // PEM texts, or NULL for plain HTTP.
    const char *key, *certificate;

    // Passed to each of the callbacks.
    void *context;
    void (*log)(void *context, const char *message);
    // Called with the raw target of a request; returns what the next two get as their request.
    void *(*begin)(void *context, const char *target, struct MHD_Connection *);
    enum MHD_Result (*handle)(
        void *context, struct MHD_Connection *, const char *url, const char *method,
        const char *version, const char *data, size_t *size, void **request);
    void (*end)(
        void *context, struct MHD_Connection *, void **request,
        enum MHD_RequestTerminationCode);
    void (*connection)(
        void *context, struct MHD_Connection *, void **socket,
        enum MHD_ConnectionNotificationCode);
} cmhd_options;

// Takes a va_list, which Swift cannot.
static inline void cmhd_log(void *options, const char *format, va_list arguments) {
    const cmhd_options *o = (const cmhd_options *)options;
    char message[512];
    vsnprintf(message, sizeof message, format, arguments);
    o->log(o->context, message);
}

// MHD_start_daemon is variadic. Returns NULL when the library refuses, which it has logged. The
// options have to stay until the daemon is stopped.
static inline struct MHD_Daemon *cmhd_start(const cmhd_options *o) {
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                         MHD_USE_ERROR_LOG | MHD_USE_ITC | MHD_USE_NO_LISTEN_SOCKET;
    struct MHD_OptionItem items[16];
    size_t count = 0;
#define CMHD_ADD(option, number, pointer) \
    items[count++] = (struct MHD_OptionItem){option, (intptr_t)(number), (void *)(pointer)}
    CMHD_ADD(MHD_OPTION_CONNECTION_LIMIT, o->max_connections, NULL);
    CMHD_ADD(MHD_OPTION_PER_IP_CONNECTION_LIMIT, o->max_connections_per_address, NULL);
    CMHD_ADD(MHD_OPTION_CONNECTION_TIMEOUT, o->idle_seconds, NULL);
    CMHD_ADD(MHD_OPTION_CONNECTION_MEMORY_LIMIT, o->connection_bytes, NULL);
    CMHD_ADD(MHD_OPTION_URI_LOG_CALLBACK, o->begin, o->context);
    CMHD_ADD(MHD_OPTION_NOTIFY_COMPLETED, o->end, o->context);
    CMHD_ADD(MHD_OPTION_NOTIFY_CONNECTION, o->connection, o->context);
    if (o->threads > 1) CMHD_ADD(MHD_OPTION_THREAD_POOL_SIZE, o->threads, NULL);
    if (o->key != NULL) {
        flags |= MHD_USE_TLS;
        CMHD_ADD(MHD_OPTION_HTTPS_MEM_KEY, 0, o->key);
        CMHD_ADD(MHD_OPTION_HTTPS_MEM_CERT, 0, o->certificate);
    }
    CMHD_ADD(MHD_OPTION_END, 0, NULL);
#undef CMHD_ADD
    return MHD_start_daemon(
        flags, 0, NULL, NULL, o->handle, o->context,
        MHD_OPTION_EXTERNAL_LOGGER, cmhd_log, o, MHD_OPTION_ARRAY, items, MHD_OPTION_END);
}

// MHD_get_connection_info is variadic. Returns what the connection callback left.
static inline void *cmhd_socket_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return answer == NULL ? NULL : answer->socket_context;
}

// MHD_get_connection_info is variadic. Returns the address of the client, or NULL.
static inline const struct sockaddr *cmhd_peer(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return answer == NULL ? NULL : answer->client_addr;
}

// MHD_get_connection_info is variadic. Returns the descriptor, or -1.
static inline int cmhd_descriptor(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return answer == NULL ? -1 : answer->connect_fd;
}

// MHD_get_connection_info is variadic. Returns the bytes of a request's head, or 0.
static inline size_t cmhd_head_size(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return answer == NULL ? 0 : answer->header_size;
}

// MHD_get_connection_info is variadic. Returns the status that was queued, or 0.
static inline unsigned int cmhd_status(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_HTTP_STATUS);
    return answer == NULL ? 0 : answer->http_status;
}

// Sends bytes around the library, which sends nothing before it has a whole body, and says
// that no more will come. Returns whether all could be sent without waiting.
static inline bool cmhd_send_last(
    struct MHD_Connection *connection, bool is_encrypted, const void *bytes, size_t count) {
    const int descriptor = cmhd_descriptor(connection);
    if (!is_encrypted) {
        const bool sent =
            send(descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)count;
        shutdown(descriptor, SHUT_WR);
        return sent;
    }
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    if (answer == NULL) return false;
    gnutls_session_t session = (gnutls_session_t)answer->tls_session;
    const bool sent = gnutls_record_send(session, bytes, count) == (ssize_t)count;
    gnutls_bye(session, GNUTLS_SHUT_WR);
    return sent;
}

#endif
