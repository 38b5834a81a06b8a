import Foundation
import XCTest

/// A program of Debian that reads what was drawn, as others will.
struct Tool {
    let name: String
    let arguments: [String]

    init(_ name: String, _ arguments: String...) {
        self.name = name
        self.arguments = arguments
    }

    /// Runs it on a file of these bytes, whose path stands where the arguments have `FILE`, and
    /// answers what it prints.
    func run(on bytes: [UInt8]) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "drawn-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(name)")
        process.arguments = arguments.map { $0.replacingOccurrences(of: "FILE", with: path) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let read = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        XCTAssertEqual(process.terminationStatus, 0, name)
        return Array(read)
    }

    func text(of bytes: [UInt8]) throws -> String {
        String(decoding: try run(on: bytes), as: UTF8.self)
    }
}

extension Tool {
    static let textOfPDF = Tool("pdftotext", "FILE", "-")

    /// A picture of the first page in PNG.
    static func picture(dpi: Int) -> Tool {
        Tool("pdftoppm", "-r", "\(dpi)", "-png", "-singlefile", "FILE")
    }

    /// The text as one who searches for it sees it: without what only orders it, and with each
    /// compatibility character (such as the ligatures of Arabic) as its letters.
    static func searchable(_ text: String) -> String {
        let scalars = text.precomposedStringWithCompatibilityMapping.unicodeScalars
            .filter { !$0.properties.isBidiControl && $0 != "\u{C}" }
        return String(String.UnicodeScalarView(scalars))
    }
}
