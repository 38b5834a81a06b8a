extension PageSignals {
    /// The share of a page that pictures cover on a scan.
    private static let scanShare = 0.85

    init(of reading: PageReading) {
        self.init()
        imageShare = Self.share(of: reading.images.map(\.box), on: reading)
        let visible = reading.words.filter { !$0.style.isInvisible }
        textShare = Self.share(of: visible.map(\.box), on: reading)
        isScan = visible.isEmpty && imageShare >= Self.scanShare
        language = TextLanguage.detect(reading.text)
    }

    private static func share(of boxes: [Rectangle], on reading: PageReading) -> Double {
        guard !boxes.isEmpty else { return 0 }
        var coverage = PageCoverage(width: reading.width, height: reading.height)
        for box in boxes {
            coverage.add(box)
        }
        return coverage.share
    }
}
