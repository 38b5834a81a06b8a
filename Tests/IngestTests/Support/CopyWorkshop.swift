import Foundation
import Hashing
import PDF
import Storage
import StoreTestSupport
import TestSupport
import Worker

@testable import Ingest

/// A store of blobs, and helpers that make copies of what is in it.
struct CopyWorkshop {
    /// One word, red and opaque along the lower edge.
    static let mark = PageMark(
        lines: ["MunimentMark7"], position: .footer, opacity: 1,
        color: RGBColor(red: 255, green: 0, blue: 0))

    /// A copy, open.
    struct Copy {
        let made: MarkedCopy
        let bytes: [UInt8]
        let document: PDFDocument
    }

    let blobs: any BlobStore
    let maker: CopyMaker
    private let folder: TemporaryFolder

    init(_ executable: HelperProcess.Executable = .builtCopyHelper) throws {
        folder = try TemporaryFolder()
        blobs = try FileBlobStore(folder: folder.path)
        maker = CopyMaker(
            blobs: blobs,
            helpers: HelperPool(executable, maxPayload: CopyHelper.maxPayload, maxWarm: 1))
    }

    /// The bytes of a sample document.
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: SampleDocuments.folder + "/\(name).pdf")))
    }

    func original(_ name: String) throws -> PDFDocument {
        try PDFDocument(bytes: bytes(name))
    }

    func add(_ bytes: [UInt8]) throws -> Digest {
        try blobs.put(bytes, durability: .deferred).digest
    }

    /// Makes a copy of a sample document.
    func copy(
        _ name: String, _ kind: CopyKind, mark: PageMark = Self.mark,
        limits: CopyLimits = CopyLimits()
    ) throws -> Copy {
        try copy(of: bytes(name), kind, mark: mark, limits: limits)
    }

    func copy(
        of bytes: [UInt8], _ kind: CopyKind, mark: PageMark = Self.mark,
        limits: CopyLimits = CopyLimits()
    ) throws -> Copy {
        let made = try maker.make(of: add(bytes), mark: mark, kind: kind, limits: limits)
        let copy = try blobs.open(made.digest).contents(maxBytes: 1 << 30)
        return Copy(made: made, bytes: copy, document: try PDFDocument(bytes: copy))
    }
}

extension HelperProcess.Executable {
    /// The program that was built beside the tests.
    static let builtCopyHelper = HelperProcess.Executable(
        path: builtProgram, arguments: [CopyHelper.subcommand])
}

extension PDFDocument {
    /// How often each word stands on each page, but for one.
    func words(without mark: String = "") throws -> [[String: Int]] {
        try (0..<facts.pageCount).map { page in
            let words = try readPage(at: page, withRaster: false).words.map(\.text)
            return words.filter { $0 != mark }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }
}
