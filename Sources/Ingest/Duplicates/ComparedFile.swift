internal import Foundation
internal import Hashing
internal import PDF
internal import Storage
internal import Worker

/// A file that is compared with what is stored, without being stored.
struct ComparedFile {
    let digest: Digest
    let drawer: PageDrawer
    private let blob: OpenBlob
    private let helpers: HelperPool
    private let limits: ExtractionLimits

    /// Opens the file and hashes its bytes; throws `IntakeError` where it cannot be read.
    init(path: String, helpers: HelperPool, limits: ExtractionLimits) throws {
        let source = try SourceFile(path: path)
        try source.checkSize(maxBytes: Intake.defaultMaxBytes)
        let blob = try OpenBlob(takingOwnership: dup(source.descriptor))
        self.blob = blob
        self.helpers = helpers
        self.limits = limits
        digest = try Self.digest(of: blob)
        drawer = PageDrawer(
            digest, prepared: PreparedPages(), helpers: helpers, limits: limits,
            patience: DrawingPatience(limits), checkStop: {}, open: { blob })
    }

    private static func digest(of blob: OpenBlob) throws -> Digest {
        var hash = SHA256()
        var offset = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try blob.read(at: offset, into: buffer)
            if count == 0 { return hash.finalize() }
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }

    /// Has every page read; one that kills its helper is as good as blank.
    ///
    /// Throws `PDFError` for a document that cannot be opened.
    func read() throws -> ComparedDocument {
        let deadline = Date(timeIntervalSinceNow: limits.documentSeconds)
        let first = try openSession(by: deadline)
        var pages = [ComparedPage](
            repeating: ComparedPage(signature: nil, text: "", isScan: false),
            count: first.facts.pageCount)
        let dispenser = PageDispenser(
            pageCount: pages.count, settled: [], pagesPerRequest: limits.pagesPerRequest)
        var session: HelperSession? = first
        while Date() < deadline, let range = dispenser.next() {
            do {
                let current = try session ?? openSession(by: deadline)
                session = current
                try current.read(range, deadline: deadline) { number, page in
                    if case .success(let page) = page { pages[number] = ComparedPage(page) }
                }
            } catch let death as HelperSession.Death {
                helpers.count(death)
                session = nil
                _ = dispenser.takeBack(range, diedAt: death.page ?? range.pages.lowerBound)
            }
        }
        return ComparedDocument(digest: digest, pages: pages)
    }

    private func openSession(by deadline: Date) throws -> HelperSession {
        do {
            return try blob.withDescriptor { descriptor in
                try HelperSession(
                    helpers.take(startingNext: true), blob: descriptor, limits: limits,
                    deadline: deadline, checkStop: {})
            }
        } catch let death as HelperSession.Death {
            helpers.count(death)
            throw PDFError(
                code: .unreadable,
                message: "The document cannot be opened: \(death.cause.reason).")
        }
    }
}

extension ComparedPage {
    fileprivate init(_ page: ExtractedPage) {
        self.init(
            signature: page.picture?.signature, text: page.text, isScan: page.signals.isScan)
    }
}
