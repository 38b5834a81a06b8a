// A SQLite VFS that tells a test of everything that changes files before and after the system's
// own VFS does it, and fails what the test wants to fail. See https://www.sqlite.org/vfs.html.
#ifndef RECORDING_VFS_H
#define RECORDING_VFS_H

#include <stdbool.h>
#include <stdint.h>

// What SQLite asks of the disk.
typedef enum {
    RECORDING_VFS_OPEN,
    RECORDING_VFS_READ,
    RECORDING_VFS_WRITE,
    RECORDING_VFS_TRUNCATE,
    RECORDING_VFS_SYNC,
    RECORDING_VFS_DELETE,
} recording_vfs_operation;

// What an operation did, for `end`. All is zero but the path where it failed.
typedef struct {
    recording_vfs_operation operation;
    // Of the file concerned; absolute, without symbolic links.
    const char *path;
    bool succeeded;
    // Whether a file was made by opening it.
    bool created;
    // Where was written, or the size that a file was cut to; in bytes.
    int64_t offset;
    const void *bytes;
    int64_t count;
    // Whether the file's folder was opened, as SQLite only does to call fsync on it.
    bool synced_folder;
} recording_vfs_outcome;

// Whom a VFS tells. Both functions are called on the thread that asks, one after the other.
typedef struct {
    void *context;
    // Before an operation; returns 0, or the SQLite result code that it fails with. A write
    // that fails with SQLITE_FULL writes its first half.
    int (*begin)(void *context, recording_vfs_operation operation, const char *path);
    // After an operation, also one that failed.
    void (*end)(void *context, const recording_vfs_outcome *outcome);
} recording_vfs_listener;

// A VFS that is registered.
typedef struct recording_vfs recording_vfs;

// Registers a VFS under a name that no other has; null when memory is short.
recording_vfs *recording_vfs_register(const char *name, recording_vfs_listener listener);

// Unregisters and frees a VFS. No database may be open in it.
void recording_vfs_unregister(recording_vfs *vfs);

#endif
