/// What happens to good files.
extension [UInt8] {
    /// Some bytes are others, one of ten thousand or a handful.
    func flipped(_ dice: inout Dice) -> [UInt8] {
        var bytes = self
        for _ in 0..<dice.pick([1, 5, 50, Swift.max(1, count / 10_000), Swift.max(1, count / 500)])
        {
            bytes[dice.roll(0...count - 1)] = dice.bytes(1)[0]
        }
        // What makes it a PDF at all stays, or it would not be taken in.
        bytes.replaceSubrange(0..<5, with: self[0..<5])
        return bytes
    }

    /// The end is missing, or the middle.
    func cut(_ dice: inout Dice) -> [UInt8] {
        let place = dice.roll(20...Swift.max(20, count - 1))
        guard dice.roll(0...2) == 0 else { return Array(prefix(place)) }
        return Array(prefix(place)) + Array(dropFirst(place + dice.roll(1...20_000)))
    }

    /// Pieces of it stand elsewhere, twice, or over others.
    func shuffled(_ dice: inout Dice) -> [UInt8] {
        var bytes = self
        for _ in 0..<dice.roll(1...8) {
            let length = dice.roll(1...Swift.min(4_096, bytes.count - 1))
            let from = dice.roll(0...bytes.count - length)
            let to = dice.roll(8...bytes.count)
            bytes.insert(contentsOf: Array(bytes[from..<from + length]), at: to)
        }
        return bytes
    }
}
