/// 4 KiB of a file, with their hash.
struct DiskPage: Sendable {
    let bytes: [UInt8]
    let hash: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        hash = hasher.finalize()
    }

    /// Mixtures with a newer content, whole sectors of each: its beginning, its end, and every
    /// other one.
    func torn(with newer: DiskPage) -> [DiskPage] {
        let half = FileHistory.pageSize / FileHistory.sectorSize / 2
        return [
            mixed(with: newer) { $0 < half },
            mixed(with: newer) { $0 >= half },
            mixed(with: newer) { $0 % 2 == 0 },
        ]
    }

    private func mixed(with newer: DiskPage, _ isNewer: (Int) -> Bool) -> DiskPage {
        var mixture = bytes
        for begin in stride(from: 0, to: bytes.count, by: FileHistory.sectorSize)
        where isNewer(begin / FileHistory.sectorSize) {
            let sector = begin..<begin + FileHistory.sectorSize
            mixture.replaceSubrange(sector, with: newer.bytes[sector])
        }
        return DiskPage(mixture)
    }
}
