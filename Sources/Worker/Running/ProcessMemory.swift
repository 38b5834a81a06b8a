internal import CLinux

/// How this process's allocator deals with the system.
public enum ProcessMemory {
    /// Keeps freed memory for the next page, in place of giving it back.
    ///
    /// Every page takes and frees the same few hundred kilobytes. By default they
    /// go back to the system and come again as zeroed pages, one fault each, and
    /// every thread but the first grows a heap of its own by a call a page.
    /// To be called before threads are started.
    public static func keepForReuse() {
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_MMAP_THRESHOLD, 32 << 20)
        mallopt(M_TRIM_THRESHOLD, 32 << 20)
        mallopt(M_TOP_PAD, 1 << 20)
    }
}
