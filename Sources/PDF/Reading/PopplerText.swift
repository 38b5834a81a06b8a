import CPoppler

extension cpoppler_text {
    /// A copy; `nil` where there is no text.
    var string: String? {
        guard let bytes else { return nil }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }
}

extension cpoppler_texts {
    /// Copies, in order.
    var strings: [String] {
        UnsafeBufferPointer(start: texts, count: count).compactMap(\.string)
    }
}
