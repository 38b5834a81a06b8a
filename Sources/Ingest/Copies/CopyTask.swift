internal import PDF
internal import Worker

/// A task in the helper. The descriptors are the process's for all its life.
struct CopyTask {
    private let order: CopyOrder
    private let document: CInt
    private let file: CInt
    private let channel: FrameChannel

    init(_ order: CopyOrder, document: CInt, file: CInt, channel: FrameChannel) {
        self.order = order
        self.document = document
        self.file = file
        self.channel = channel
    }

    func serve() throws {
        do {
            try channel.send(CopyReply.made(try perform()).frame)
        } catch let failure as FrameChannel.Failure {
            throw failure
        } catch {
            try channel.send(CopyReply.failed(MarkingError(anyReason: error)).frame)
        }
    }

    private func perform() throws -> CopyReply.Made {
        switch order.task {
        case .vector: try vector()
        case .survey: try survey()
        case .burn(let pages, let dpi): try burn(pages, dpi: dpi)
        case .assemble(let spools): try assemble(spools: spools)
        case .check(let kind): try check(kind)
        }
    }

    private func vector() throws -> CopyReply.Made {
        let copy = try VectorCopy(descriptor: document, limits: order.limits.marking)
        let missing = try copy.mark(
            order.mark, substituting: order.substituted, progress: report)
        try copy.write(to: file, progress: reportWork)
        return CopyReply.Made(pageCount: copy.pageCount, missing: missing)
    }

    private func survey() throws -> CopyReply.Made {
        let document = try PDFDocument(descriptor: document, limits: order.limits.reading)
        return CopyReply.Made(pageCount: document.facts.pageCount)
    }

    private func burn(_ pages: Range<Int>, dpi: Int) throws -> CopyReply.Made {
        let burner = try PageBurner(
            descriptor: document, mark: order.mark, settings: order.limits.pictures(dpi: dpi),
            reading: order.limits.reading)
        let spool = PictureSpool(descriptor: file)
        for page in pages {
            try report(page)
            let burned =
                try order.substituted.contains(page)
                ? burner.notice(inPlaceOf: page) : burner.burn(page: page)
            let end = try spool.add(burned, page: page)
            try channel.send(CopyReply.kept(page, spoolBytes: end).frame)
        }
        return CopyReply.Made(pageCount: burner.pageCount, missing: burner.missing)
    }

    private func assemble(spools: Int) throws -> CopyReply.Made {
        let spools = try (0..<spools).map { _ in
            PictureSpool(descriptor: try channel.receiveDescriptor())
        }
        let copy = try BurnedCopy(
            descriptor: document, reading: order.limits.reading, limits: order.limits.marking)
        var waiting = Set(0..<copy.pageCount)
        for spool in spools {
            try spool.forEach { page, place in
                guard waiting.remove(page) != nil else { throw ByteReader.Malformed() }
                try copy.replace(page: page, by: place)
            }
        }
        guard waiting.isEmpty else {
            throw MarkingError(.failedCheck, "The copy lacks pages. Ask again.")
        }
        try copy.write(to: file, progress: reportWork)
        return CopyReply.Made(pageCount: copy.pageCount)
    }

    private func check(_ kind: CopyCheck.Kind) throws -> CopyReply.Made {
        let check = try CopyCheck(
            original: document, copy: file, reading: order.limits.reading,
            limits: order.limits.marking)
        return CopyReply.Made(pageCount: try check.run(kind, progress: report))
    }

    private func report(_ page: Int) throws {
        try channel.send(CopyReply.page(page).frame)
    }

    /// A parent that is gone ends the process anyway.
    private func reportWork() {
        try? channel.send(CopyReply.working.frame)
    }
}

extension MarkingError {
    /// Any error of the PDF room as one that can be told to the parent.
    fileprivate init(anyReason error: any Error) {
        switch error {
        case let error as MarkingError: self = error
        case let error as DrawingError: self.init(.unusableMark, error.message)
        case let error as PDFError where error.code == .needsPassword:
            self.init(.needsPassword, error.message)
        case let error as PDFError: self.init(.unreadable, error.message)
        default: self.init(.unreadable, "The document cannot be copied.")
        }
    }
}
