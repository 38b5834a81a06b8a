/// The bytes that a file may have after a power cut: those of its last `fsync`, and every later
/// change of each page of 4 KiB by itself.
struct FileHistory: Sendable {
    /// What the system writes back as one.
    static let pageSize = 4_096
    /// What a disk writes as one.
    static let sectorSize = 512

    /// The bytes at the last `fsync`.
    private(set) var base: [UInt8]
    /// The sizes since then, that one first.
    private(set) var sizes: [Int]
    /// The contents of pages that were changed since then, in order; that one first.
    private(set) var pages: [Int: [DiskPage]] = [:]

    /// The hash of each page of `base`.
    private(set) var baseHashes: [Int]

    init(_ bytes: [UInt8] = []) {
        base = bytes
        sizes = [bytes.count]
        baseHashes = Self.hashes(of: bytes)
    }

    private var size: Int { sizes[sizes.count - 1] }

    mutating func write(_ bytes: [UInt8], at offset: Int) {
        var done = 0
        while done < bytes.count {
            let (page, begin) = (offset + done).quotientAndRemainder(dividingBy: Self.pageSize)
            let count = min(Self.pageSize - begin, bytes.count - done)
            var content = latest(page)
            content.replaceSubrange(begin..<begin + count, with: bytes[done..<done + count])
            append(content, to: page)
            done += count
        }
        if offset + bytes.count > size { sizes.append(offset + bytes.count) }
    }

    mutating func resize(to byteCount: Int) {
        let old = size
        guard byteCount != old else { return }
        sizes.append(byteCount)
        guard byteCount < old else { return }
        for page in byteCount / Self.pageSize...(old - 1) / Self.pageSize {
            var content = latest(page)
            let kept = max(0, byteCount - page * Self.pageSize)
            for index in kept..<Self.pageSize { content[index] = 0 }
            append(content, to: page)
        }
    }

    /// Makes the latest state the only one.
    mutating func sync() {
        guard !pages.isEmpty || sizes.count > 1 else { return }
        let latest = pages.mapValues { $0[$0.count - 1] }
        self = FileHistory(bytes(size: size, pages: latest))
    }

    private func latest(_ page: Int) -> [UInt8] {
        if let versions = pages[page] { return versions[versions.count - 1].bytes }
        return basePage(page)
    }

    private mutating func append(_ content: [UInt8], to page: Int) {
        let oldest = DiskPage(basePage(page))
        pages[page, default: [oldest]].append(DiskPage(content))
    }

    private func basePage(_ page: Int) -> [UInt8] {
        Self.page(page, of: base)
    }

    private static func page(_ page: Int, of bytes: [UInt8]) -> [UInt8] {
        let begin = min(page * pageSize, bytes.count)
        let part = bytes[begin..<min(begin + pageSize, bytes.count)]
        return part + [UInt8](repeating: 0, count: pageSize - part.count)
    }

    private static func hashes(of bytes: [UInt8]) -> [Int] {
        let count = (bytes.count + pageSize - 1) / pageSize
        return (0..<count).map { DiskPage(page($0, of: bytes)).hash }
    }

    // MARK: - After a cut

    /// What may be of the size: any that it had since the last sync, and one between.
    var possibleSizes: [Int] {
        guard sizes.count > 1 else { return sizes }
        var possible = [base.count, (base.count + size) / 2]
        possible += sizes.filter { !possible.contains($0) }
        return possible.filter { $0 != size } + [size]
    }

    /// What may be of a changed page, the latest content last: each that it had, torn ones, and
    /// where the file grew, whatever the disk held there before.
    func possibleContents(of page: Int) -> [DiskPage] {
        guard let versions = pages[page] else { return [] }
        let (oldest, newest) = (versions[0], versions[versions.count - 1])
        var possible = versions.dropLast() + oldest.torn(with: newest)
        if (page + 1) * Self.pageSize > base.count { possible.append(rubbish(page)) }
        var seen: Set = [newest.hash]
        return possible.filter { seen.insert($0.hash).inserted } + [newest]
    }

    /// Bytes that nobody wrote, behind those that were there at the last sync.
    private func rubbish(_ page: Int) -> DiskPage {
        var bytes = basePage(page)
        let kept = max(0, min(Self.pageSize, base.count - page * Self.pageSize))
        for index in kept..<Self.pageSize {
            bytes[index] = UInt8(truncatingIfNeeded: index * 7 + 41)
        }
        return DiskPage(bytes)
    }

    /// The bytes with this size and these pages in place of those of the last sync.
    func bytes(size: Int, pages: [Int: DiskPage]) -> [UInt8] {
        var bytes = base
        let pageCount = (size + Self.pageSize - 1) / Self.pageSize
        let padded = max(pageCount * Self.pageSize, bytes.count)
        bytes += [UInt8](repeating: 0, count: padded - bytes.count)
        for (page, content) in pages where page < pageCount {
            let begin = page * Self.pageSize
            bytes.replaceSubrange(begin..<min(begin + Self.pageSize, padded), with: content.bytes)
        }
        return Array(bytes[..<size])
    }
}
