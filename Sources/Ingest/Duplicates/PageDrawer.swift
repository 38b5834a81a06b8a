internal import Foundation
internal import Hashing
internal import PDF
internal import Storage
internal import Worker

/// Has pages of one document drawn for a comparison, by a helper that starts when it is first
/// asked.
///
/// A picture crosses from the helper as plain pixels. What is kept of it for the next
/// comparison is a JPEG that the helper made, and that only a helper of the same document
/// ever decodes: this process takes neither for granted. A document that cannot be drawn has no
/// pictures, and neither has one when patience is over; that is no error. Used by one thread.
final class PageDrawer {
    private let open: () throws -> OpenBlob
    private let helpers: HelperPool
    private let limits: ExtractionLimits
    private let checkStop: () throws -> Void
    private var session: HelperSession?
    /// Documents that kill one helper after the other are left alone.
    private var livesLeft = 2
    private let patience: DrawingPatience
    private lazy var deadline = Date(timeIntervalSinceNow: limits.documentSeconds)
    private let digest: Digest
    private let prepared: PreparedPages
    private let shelf: PictureShelf?

    /// `open` gives the document of the digest; `checkStop` is called while waiting and throws
    /// `JobStopped`. Pages are looked up in `prepared` first. Without a shelf no picture is kept.
    init(
        _ digest: Digest, prepared: PreparedPages, helpers: HelperPool, limits: ExtractionLimits,
        shelf: PictureShelf? = nil, patience: DrawingPatience,
        checkStop: @escaping () throws -> Void, open: @escaping () throws -> OpenBlob
    ) {
        self.digest = digest
        self.prepared = prepared
        self.open = open
        self.shelf = shelf
        self.helpers = helpers
        self.limits = limits
        self.patience = patience
        self.checkStop = checkStop
    }

    /// The page (from 0) made ready to be compared; `nil` where it cannot be drawn.
    func preparedPage(_ page: Int) throws -> PreparedPage? {
        try prepared.page(.init(digest: digest, page: page)) {
            try picture(page).map {
                PreparedPage(luma: $0.luma, width: $0.width, height: $0.height)
            }
        }
    }

    /// The page (from 0) at the side of `PreparedPage.rasterSide`; `nil` where it cannot be
    /// drawn.
    func picture(_ page: Int) throws -> PagePicture? {
        guard livesLeft > 0, !patience.isOver else { return nil }
        return try patience.spend { try draw(page) }
    }

    private func draw(_ page: Int) throws -> PagePicture? {
        do {
            if let kept = try shelf?.file(ofPage: page),
                let decoded = try reply(PictureRequest(page: page, side: side, kept: kept))
            {
                return decoded.picture
            }
            let wantsFile = shelf?.isOpen == true
            let drawn = try reply(PictureRequest(page: page, side: side, wantsFile: wantsFile))
            if let drawn, wantsFile { try shelf?.put(drawn.jpeg, ofPage: page) }
            return drawn?.picture
        } catch let death as HelperSession.Death {
            helpers.count(death)
            session = nil
            livesLeft -= 1
            return nil
        }
    }

    private var side: Int { PreparedPage.rasterSide }

    private func reply(
        _ request: PictureRequest
    ) throws -> (picture: PagePicture, jpeg: [UInt8])? {
        try openSession()?.picture(request, deadline: deadline)
    }

    private func openSession() throws -> HelperSession? {
        if let session { return session }
        do {
            session = try open().withDescriptor { descriptor in
                try HelperSession(
                    helpers.take(startingNext: true), blob: descriptor, limits: limits,
                    deadline: deadline, checkStop: checkStop)
            }
        } catch is PDFError {
            livesLeft = 0
        } catch let error as StorageError where error.isLoss {
            livesLeft = 0
        }
        return session
    }
}
