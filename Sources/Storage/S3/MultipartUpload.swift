internal import Foundation
internal import Hashing
internal import Signing

/// One upload in parts: begun, sent on several threads, completed; aborted when any of it fails.
struct MultipartUpload: Sendable {
    let client: S3Client
    let key: String
    let plan: PartPlan
    let threads: Int
    /// Uploads of this process that are under way.
    let running: RunningUploads

    private struct Part: Sendable {
        let number: Int
        let etag: String
        let digest: Digest
    }

    /// Sends a body and returns the refusal when a condition in `headers` does not hold.
    func send(_ body: HTTPBody, headers: [SignableRequest.Field]) throws -> S3Refusal? {
        let id = try begin()
        defer { running.remove(id) }
        do {
            let parts = try ParallelWork.map(Array(1...plan.count), threads: threads) {
                try send(part: $0, of: body, to: id)
            }
            let refusal = try complete(id, parts, headers)
            if refusal != nil { abort(id) }
            return refusal
        } catch {
            abort(id)
            throw error
        }
    }

    private func begin() throws -> String {
        let response = try client.require(
            S3Request(
                method: "POST", key: key, query: [("uploads", "")],
                headers: [
                    ("x-amz-checksum-algorithm", "SHA256"),
                    ("content-type", "application/octet-stream"),
                ]))
        guard
            let id = try XMLNode.root(of: response.body, named: "InitiateMultipartUploadResult")
                .text("UploadId"), !id.isEmpty
        else {
            throw StorageError(
                .inputOutput, "the S3 server gave an upload no name; check endpoint",
                path: client.name(of: key))
        }
        running.insert(id)
        return id
    }

    private func send(part number: Int, of body: HTTPBody, to id: String) throws -> Part {
        let part = plan.part(number, of: body)
        let digest = try part.digest()
        let response = try client.require(
            S3Request(
                method: "PUT", key: key,
                query: [("partNumber", String(number)), ("uploadId", id)],
                headers: S3Checksum.headers(digest), body: part, payload: .sha256(digest)))
        return Part(number: number, etag: response.headers["etag"] ?? "", digest: digest)
    }

    private func complete(
        _ id: String, _ parts: [Part], _ headers: [SignableRequest.Field]
    ) throws -> S3Refusal? {
        let body = Array(Self.text(of: parts).utf8)
        let answer = try client.send(
            S3Request(
                method: "POST", key: key, query: [("uploadId", id)],
                headers: headers + [("content-type", "application/xml")], body: .bytes(body),
                payload: .sha256(SHA256.digest(of: body)))
        ) { $0.isUnmetCondition || $0.isNotImplemented || $0.isAbsence }
        guard case .failure(let refusal) = answer else { return nil }
        return refusal
    }

    /// What cannot be aborted after all attempts is found by `removeAbandonedUploads`.
    private func abort(_ id: String) {
        _ = try? client.find(S3Request(method: "DELETE", key: key, query: [("uploadId", id)]))
    }

    private static func text(of parts: [Part]) -> String {
        let lines = parts.map {
            "<Part><PartNumber>\($0.number)</PartNumber><ETag>\(escaped($0.etag))</ETag>"
                + "<ChecksumSHA256>\($0.digest.base64)</ChecksumSHA256></Part>"
        }
        return "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + lines.joined() + "</CompleteMultipartUpload>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;")
            .replacingOccurrences(of: "<", with: "&lt;")
    }
}
