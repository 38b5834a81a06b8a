/// A small PDF that means no harm, told from others by what its pages say.
public enum SoundDocument {
    /// The page `index`, from 0, says `sentence` and its number.
    public static func make(_ sentence: String, pages: Int = 1) -> [UInt8] {
        var paper = HostilePaper()
        for index in 0..<pages { paper.addSoundPage("\(sentence), page \(index + 1)") }
        return paper.makeBytes()
    }
}
