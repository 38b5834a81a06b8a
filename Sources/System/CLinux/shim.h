// What Swift cannot call of Linux: variadic functions, macros, and structures
// with flexible members.
#ifndef MUNIMENT_CLINUX_H
#define MUNIMENT_CLINUX_H

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// glibc 2.34 and later; hidden behind _GNU_SOURCE, which Swift does not define.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

// Hidden behind _GNU_SOURCE as well.
extern int accept4(int, struct sockaddr *, socklen_t *, int);

// SHUT_RDWR is in an enumeration without a name, which belongs to whichever module was built
// first. Makes a socket that listens refuse connections, and wakes who waits in accept.
static inline void clinux_stop_listening(int socket) {
    shutdown(socket, SHUT_RDWR);
}

// prctl is variadic. Returns 0 or an errno.
static inline int clinux_die_with_parent(int signal) {
    return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0) == 0 ? 0 : errno;
}

// prctl is variadic. Returns 0 or an errno.
static inline int clinux_gain_no_privileges(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

// Control messages need CMSG macros. Sends one byte and one descriptor.
// Returns 0 or an errno.
static inline int clinux_send_descriptor(int socket, int descriptor) {
    char byte = 0;
    struct iovec part = {&byte, 1};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control;
    memset(&control, 0, sizeof control);
    struct msghdr message = {0};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    ssize_t sent;
    do {
        sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent == 1 ? 0 : errno;
}

// Receives what clinux_send_descriptor sent. Returns the descriptor, or -1 at
// the end of the stream or after an error.
static inline int clinux_receive_descriptor(int socket) {
    char byte;
    struct iovec part = {&byte, 1};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control;
    struct msghdr message = {0};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    ssize_t received;
    do {
        received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (received < 0 && errno == EINTR);
    if (received != 1) return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
        return -1;
    int descriptor;
    memcpy(&descriptor, CMSG_DATA(header), sizeof(int));
    return descriptor;
}

// The version of Landlock that the kernel has, or 0.
static inline int clinux_landlock_version(void) {
    long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

// Makes a set of rules that forbids whatever that version of Landlock can forbid: files (every
// right but that to name a file by a descriptor), TCP from version 4, and from version 6 signals and
// sockets without a name outside. Returns its descriptor, or -1.
static inline int clinux_landlock_forbid_all(int version) {
    // Newer than Debian 12's header.
    struct {
        __u64 files, network, scope;
    } rules = {0, 0, 0};
    const int rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
    rules.files = (1ULL << rights) - 1;
    if (version >= 4) rules.network = 3;
    if (version >= 6) rules.scope = 3;
    const size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    return (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
}

// Allows to read a file, or all below a folder. Returns 0 or an errno: ENOENT where there is none.
static inline int clinux_landlock_allow_reading(int rules, const char *path) {
    struct landlock_path_beneath_attr place = {0};
    place.parent_fd = open(path, 010000000 /* O_PATH */ | O_CLOEXEC);
    if (place.parent_fd < 0) return errno;
    struct stat status;
    int failure = fstat(place.parent_fd, &status) == 0 ? 0 : errno;
    place.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    if (failure == 0 && S_ISDIR(status.st_mode))
        place.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    if (failure == 0 &&
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &place, 0) != 0)
        failure = errno;
    close(place.parent_fd);
    return failure;
}

// Binds the process, which has to be without hope for privileges, to the rules, and closes them.
// Returns 0 or an errno.
static inline int clinux_landlock_enforce(int rules) {
    int failure = syscall(SYS_landlock_restrict_self, rules, 0) == 0 ? 0 : errno;
    close(rules);
    return failure;
}

#endif
