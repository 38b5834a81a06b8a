internal import Foundation
internal import Hashing

extension Digest {
    /// As the `x-amz-checksum-sha256` headers hold it.
    var base64: String { Data(bytes).base64EncodedString() }
}
