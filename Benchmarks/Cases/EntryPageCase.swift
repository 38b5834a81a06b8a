import Foundation
import PDF
import TestServers

/// How long an entry page takes from the call to its bytes.
struct EntryPageCase: BenchmarkCase {
    static let name = "entry-page"
    static let title = "An entry page from call to bytes, beside ReportLab"

    private static let peer = Peer(script: "entry_pages_reportlab.py")
    private static let pages = 200
    private static let names = [
        "Šárka Dvořáková", "Ἀλέξανδρος Παπαδόπουλος", "Александр Ёлкин",
        "محمد عبد الله الأنصاري", "דוד בן־גוריון", "क्षितिज श्रीवास्तव", "ณัฐวุฒิ ศรีสุข",
        "王小明", "山田 太郎", "김철수", "გიორგი მაისურაძე", "Zoë 🎉",
    ]

    private let rounds: Int

    init(_ settings: BenchmarkSettings) {
        rounds = settings.rounds
    }

    /// Milliseconds.
    private struct Figures: Decodable {
        let median: Double
        let p95: Double
        let first: Double
    }

    func run() throws {
        let folder = try ScratchFolder()
        let (logo, thumbnail) = (try makeLogo(), try makeThumbnail())
        try Data(logo).write(to: URL(fileURLWithPath: folder.path + "/logo.png"))
        try Data(thumbnail).write(to: URL(fileURLWithPath: folder.path + "/page.jpg"))
        var (ours, theirs) = ([Figures](), [Figures]())
        for _ in 0..<rounds {
            ours.append(try measure(logo: logo, thumbnail: thumbnail))
            theirs.append(try Self.peer.run([folder.path, "\(Self.pages)"]))
        }
        report("the first page of the process", String(format: "%.1f ms", ours[0].first))
        report("a page, names of 12 scripts", Measurement(ours.map { $0.median }).text("ms"))
        report("  95th percentile", Measurement(ours.map { $0.p95 }).text("ms"))
        report("ReportLab, Latin names only", Measurement(theirs.map { $0.median }).text("ms"))
        report("  95th percentile", Measurement(theirs.map { $0.p95 }).text("ms"))
        report("  its first page", Measurement(theirs.map { $0.first }).text("ms"))
        let ratios = zip(ours, theirs).map { $1.median / $0.median }
        report("  its time to ours, round by round", Measurement(ratios).text("×", digits: 2))
    }

    private func measure(logo: [UInt8], thumbnail: [UInt8]) throws -> Figures {
        var look = EntryPageLook()
        look.logo = logo
        let readings = try (0..<Self.pages).map { number in
            let content = makeContent(number, thumbnail)
            return try Measurement.seconds {
                let drawn = try EntryPage.draw(content, look: look)
                guard drawn.missing.isEmpty else {
                    throw BenchmarkFailure("a font is missing; run scripts/setup bench")
                }
            } * 1_000
        }
        let measurement = Measurement(readings)
        return Figures(median: measurement.median, p95: measurement.p95, first: readings[0])
    }

    /// The words are those of the peer.
    private func makeContent(_ number: Int, _ thumbnail: [UInt8]) -> EntryPageContent {
        let name = "\(Self.names[number % Self.names.count]) \(number)"
        var content = EntryPageContent(
            title: "Framework agreement on the supply of archival storage",
            mark: [name, "21 November 2026, 23:01 UTC"])
        content.organization = "Northwind Land Registry"
        content.description =
            "Terms under which the registry stores, preserves and gives access to the deeds, "
            + "plans and correspondence of its twelve district offices, from 2026 to 2036."
        (content.version, content.date) = ("3 of 3", "17 April 2026")
        (content.author, content.pageCount) = ("Legal Services, Ana-María Núñez", 42)
        content.documentID = "doc_01KTXM9Q4W7C8R2F5D6H3J1ZBE"
        content.thumbnail = thumbnail
        content.digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        content.address = "https://documents.northwind.example/l/7Qm2xK9aZr"
        content.shownAddress = "documents.northwind.example/l/7Qm2xK9aZr"
        (content.recipient, content.preparedOn) = (name, "21 November 2026")
        content.validUntil = "21 December 2026"
        return content
    }

    private func makeThumbnail() throws -> [UInt8] {
        let (width, height) = (256, 362)
        let luma = (0..<width * height).map { index -> UInt8 in
            let (x, y) = (index % width, index / width)
            return y % 12 < 4 && (24..<232).contains(x) && x % 31 > 3 ? 90 : 255
        }
        return try GreyPicture(luma: luma, width: width, height: height).jpeg(quality: 80)
    }

    private func makeLogo() throws -> [UInt8] {
        let side = 240
        let pixels = (0..<side * side).flatMap { index -> [UInt8] in
            let (right, down) = (index % side - side / 2, index / side - side / 2)
            let isRing = (70 * 70...118 * 118).contains(right * right + down * down)
            return isRing ? [0x1F, 0x4E, 0x79] : [255, 255, 255]
        }
        return try PNGEncoder.encode(Raster(width: side, height: side, pixels: pixels))
    }
}
