internal import Foundation

extension UnsafeRawBufferPointer {
    /// Where `pattern`, which is not empty, stands first.
    func firstOffset(of pattern: [UInt8]) -> Int? {
        guard let base = baseAddress, let first = pattern.first else { return nil }
        var offset = 0
        while count - offset >= pattern.count {
            let candidates = count - offset - pattern.count + 1
            guard let hit = memchr(base + offset, Int32(first), candidates) else { return nil }
            if memcmp(hit, pattern, pattern.count) == 0 { return base.distance(to: hit) }
            offset = base.distance(to: hit) + 1
        }
        return nil
    }
}
