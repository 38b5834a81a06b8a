import Foundation
import Hashing
import Ingest
import Storage
import Worker

/// A store of blobs and what makes copies of them.
struct CopyShop {
    let scratch: ScratchFolder
    let blobs: any BlobStore
    let maker: CopyMaker

    init() throws {
        scratch = try ScratchFolder()
        blobs = try Store(folder: scratch.path + "/data", creating: true).blobs
        let helpers = HelperPool(
            HelperProcess.Executable(path: Product.path, arguments: [CopyHelper.subcommand]),
            maxPayload: CopyHelper.maxPayload, maxWarm: 2)
        helpers.prepare()
        maker = CopyMaker(blobs: blobs, helpers: helpers)
    }

    /// Stores a file.
    func add(_ path: String) throws -> Digest {
        let upload = try blobs.beginUpload(maxBytes: 1 << 32)
        try upload.write(Array(Data(contentsOf: URL(fileURLWithPath: path))))
        return try upload.finish(expecting: nil).digest
    }

    /// Writes a blob to a file.
    func export(_ digest: Digest, to path: String) throws {
        let blob = try blobs.open(digest)
        try Data(blob.contents(maxBytes: 1 << 32)).write(to: URL(fileURLWithPath: path))
    }

    /// What this process holds, in MiB.
    var ownMiB: Double { Double(Machine.residentBytes) / 1_048_576 }
}
