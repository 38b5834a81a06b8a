#include "recording_vfs.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct recording_vfs {
    sqlite3_vfs base;
    sqlite3_vfs *system;
    recording_vfs_listener listener;
    char *name;
};

// An open file: SQLite's own one lies right behind it in memory.
typedef struct {
    sqlite3_file base;
    recording_vfs *vfs;
    const char *path;
} recorded_file;

static sqlite3_file *system_file(sqlite3_file *file) {
    return (sqlite3_file *)((recorded_file *)file + 1);
}

// MARK: - Syncs of folders

// SQLite opens a folder only to call fsync on it, which is not among the calls that can be
// replaced; so the opening is taken for it.
static __thread int folder_syncs;
static int (*open_directory)(const char *, int *);
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int open_directory_noted(const char *path, int *descriptor) {
    int code = open_directory(path, descriptor);
    if (code == SQLITE_OK) folder_syncs++;
    return code;
}

static void replace_open_directory(void) {
    sqlite3_initialize();
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    open_directory =
        (int (*)(const char *, int *))system->xGetSystemCall(system, "openDirectory");
    system->xSetSystemCall(system, "openDirectory", (sqlite3_syscall_ptr)open_directory_noted);
}

// MARK: - Telling

static int begin(recording_vfs *vfs, recording_vfs_operation operation, const char *path) {
    folder_syncs = 0;
    return vfs->listener.begin(vfs->listener.context, operation, path);
}

static int end(recording_vfs *vfs, int code, recording_vfs_outcome outcome) {
    outcome.succeeded = code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ;
    outcome.synced_folder = folder_syncs > 0;
    vfs->listener.end(vfs->listener.context, &outcome);
    return code;
}

// MARK: - Files

static int file_close(sqlite3_file *file) {
    sqlite3_file *system = system_file(file);
    return system->pMethods ? system->pMethods->xClose(system) : SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    recorded_file *recorded = (recorded_file *)file;
    int code = begin(recorded->vfs, RECORDING_VFS_READ, recorded->path);
    if (!code) code = system_file(file)->pMethods->xRead(system_file(file), bytes, count, offset);
    recording_vfs_outcome outcome = {RECORDING_VFS_READ, recorded->path};
    return end(recorded->vfs, code, outcome);
}

static int file_write(
    sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    recorded_file *recorded = (recorded_file *)file;
    sqlite3_file *system = system_file(file);
    int code = begin(recorded->vfs, RECORDING_VFS_WRITE, recorded->path);
    if (!code) code = system->pMethods->xWrite(system, bytes, count, offset);
    else if (code == SQLITE_FULL && count > 1)
        system->pMethods->xWrite(system, bytes, count / 2, offset);
    recording_vfs_outcome outcome = {RECORDING_VFS_WRITE, recorded->path};
    outcome.offset = offset;
    outcome.bytes = bytes;
    outcome.count = count;
    return end(recorded->vfs, code, outcome);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    recorded_file *recorded = (recorded_file *)file;
    int code = begin(recorded->vfs, RECORDING_VFS_TRUNCATE, recorded->path);
    if (!code) code = system_file(file)->pMethods->xTruncate(system_file(file), size);
    recording_vfs_outcome outcome = {RECORDING_VFS_TRUNCATE, recorded->path};
    outcome.offset = size;
    return end(recorded->vfs, code, outcome);
}

static int file_sync(sqlite3_file *file, int flags) {
    recorded_file *recorded = (recorded_file *)file;
    int code = begin(recorded->vfs, RECORDING_VFS_SYNC, recorded->path);
    if (!code) code = system_file(file)->pMethods->xSync(system_file(file), flags);
    recording_vfs_outcome outcome = {RECORDING_VFS_SYNC, recorded->path};
    return end(recorded->vfs, code, outcome);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return system_file(file)->pMethods->xFileSize(system_file(file), size);
}

static int file_lock(sqlite3_file *file, int level) {
    return system_file(file)->pMethods->xLock(system_file(file), level);
}

static int file_unlock(sqlite3_file *file, int level) {
    return system_file(file)->pMethods->xUnlock(system_file(file), level);
}

static int file_check_lock(sqlite3_file *file, int *is_held) {
    return system_file(file)->pMethods->xCheckReservedLock(system_file(file), is_held);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
    return system_file(file)->pMethods->xFileControl(system_file(file), operation, argument);
}

static int file_sector_size(sqlite3_file *file) {
    return system_file(file)->pMethods->xSectorSize(system_file(file));
}

static int file_characteristics(sqlite3_file *file) {
    return system_file(file)->pMethods->xDeviceCharacteristics(system_file(file));
}

static int file_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    return system_file(file)->pMethods->xShmMap(system_file(file), page, size, extend, memory);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return system_file(file)->pMethods->xShmLock(system_file(file), offset, count, flags);
}

static void file_barrier(sqlite3_file *file) {
    system_file(file)->pMethods->xShmBarrier(system_file(file));
}

static int file_unmap(sqlite3_file *file, int removes) {
    return system_file(file)->pMethods->xShmUnmap(system_file(file), removes);
}

// Version 2 has shared memory and no mapped files: what is written all comes by here.
static const sqlite3_io_methods file_methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap,
};

// MARK: - The VFS

static int vfs_open(
    sqlite3_vfs *base, sqlite3_filename path, sqlite3_file *file, int flags, int *out_flags) {
    recording_vfs *vfs = (recording_vfs *)base;
    recorded_file *recorded = (recorded_file *)file;
    memset(file, 0, (size_t)base->szOsFile);
    recorded->vfs = vfs;
    recorded->path = path;
    int code = begin(vfs, RECORDING_VFS_OPEN, path);
    int existed = 1;
    if (path) vfs->system->xAccess(vfs->system, path, SQLITE_ACCESS_EXISTS, &existed);
    if (!code) {
        code = vfs->system->xOpen(vfs->system, path, system_file(file), flags, out_flags);
    }
    // Without methods SQLite does not close the file.
    if (!code) file->pMethods = &file_methods;
    recording_vfs_outcome outcome = {RECORDING_VFS_OPEN, path};
    outcome.created = !code && !existed;
    return end(vfs, code, outcome);
}

static int vfs_delete(sqlite3_vfs *base, const char *path, int syncs_folder) {
    recording_vfs *vfs = (recording_vfs *)base;
    int code = begin(vfs, RECORDING_VFS_DELETE, path);
    if (!code) code = vfs->system->xDelete(vfs->system, path, syncs_folder);
    recording_vfs_outcome outcome = {RECORDING_VFS_DELETE, path};
    return end(vfs, code, outcome);
}

static int vfs_access(sqlite3_vfs *base, const char *path, int flags, int *answer) {
    sqlite3_vfs *system = ((recording_vfs *)base)->system;
    return system->xAccess(system, path, flags, answer);
}

static int vfs_full_path(sqlite3_vfs *base, const char *path, int size, char *full) {
    sqlite3_vfs *system = ((recording_vfs *)base)->system;
    return system->xFullPathname(system, path, size, full);
}

static int vfs_randomness(sqlite3_vfs *base, int count, char *bytes) {
    sqlite3_vfs *system = ((recording_vfs *)base)->system;
    return system->xRandomness(system, count, bytes);
}

static int vfs_sleep(sqlite3_vfs *base, int microseconds) {
    sqlite3_vfs *system = ((recording_vfs *)base)->system;
    return system->xSleep(system, microseconds);
}

static int vfs_time(sqlite3_vfs *base, double *time) {
    sqlite3_vfs *system = ((recording_vfs *)base)->system;
    return system->xCurrentTime(system, time);
}

static int vfs_last_error(sqlite3_vfs *base, int size, char *text) {
    sqlite3_vfs *system = ((recording_vfs *)base)->system;
    return system->xGetLastError(system, size, text);
}

static int vfs_time_64(sqlite3_vfs *base, sqlite3_int64 *time) {
    sqlite3_vfs *system = ((recording_vfs *)base)->system;
    return system->xCurrentTimeInt64(system, time);
}

recording_vfs *recording_vfs_register(const char *name, recording_vfs_listener listener) {
    pthread_once(&once, replace_open_directory);
    recording_vfs *vfs = calloc(1, sizeof *vfs);
    if (!vfs || !(vfs->name = strdup(name))) {
        free(vfs);
        return NULL;
    }
    vfs->system = sqlite3_vfs_find(NULL);
    vfs->listener = listener;
    vfs->base = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = (int)sizeof(recorded_file) + vfs->system->szOsFile,
        .mxPathname = vfs->system->mxPathname,
        .zName = vfs->name,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_path,
        .xRandomness = vfs_randomness,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
        .xGetLastError = vfs_last_error,
        .xCurrentTimeInt64 = vfs_time_64,
    };
    sqlite3_vfs_register(&vfs->base, 0);
    return vfs;
}

void recording_vfs_unregister(recording_vfs *vfs) {
    sqlite3_vfs_unregister(&vfs->base);
    free(vfs->name);
    free(vfs);
}
