internal import CHamming
import Foundation

/// Memory for long arrays that are read at random, on large pages where there are.
enum LargeMemory {
    /// Allocates without initializing, for plain values only; traps when there is no
    /// memory.
    static func allocate<Element>(
        _ count: Int, of type: Element.Type
    ) -> UnsafeMutablePointer<Element> {
        let bytes = max(count, 1) * MemoryLayout<Element>.stride
        guard let memory = hamming_allocate(bytes) else {
            fatalError("no memory for \(bytes) bytes")
        }
        return memory.bindMemory(to: type, capacity: count)
    }

    /// Frees what `allocate` gave.
    static func free(_ memory: UnsafeMutableRawPointer) {
        Foundation.free(memory)
    }
}
