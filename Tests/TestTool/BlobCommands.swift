import Foundation
import Signing
import Storage

/// `URL CACHE upload BYTES`: uploads so many zeros, in parts of 5 MiB, with the keys of the
/// environment; where the server is unwell it waits for long.
func runBlobCommand(_ arguments: [String]) throws {
    var settings = S3Settings()
    settings.multipartThreshold = 5 << 20
    settings.partBytes = 5 << 20
    settings.retries.cap = .seconds(60)
    let credentials = try AWSCredentials(environment: ProcessInfo.processInfo.environment)
    let store = try S3BlobStore(
        url: arguments[0], credentials: credentials, cacheFolder: arguments[1],
        settings: settings)
    let count = Int(arguments[3]) ?? 0
    let upload = try store.beginUpload(maxBytes: count)
    try upload.write([UInt8](repeating: 0, count: count))
    say("written")
    _ = try upload.finish(expecting: nil)
    say("stored")
}
