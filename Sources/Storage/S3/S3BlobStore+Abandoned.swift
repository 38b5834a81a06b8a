internal import Foundation

extension S3BlobStore {
    // Spooled files of this machine are judged by their locks. Uploads in parts are judged by
    // their age alone, for S3 does not know who is at one: those of this process are left alone,
    // and so is what is younger than `S3Settings.shortestAbandonedAge`.
    @discardableResult
    public func removeAbandonedUploads(olderThan age: Duration) throws -> Int {
        let least = max(age, settings.shortestAbandonedAge)
        let newest = Date(timeIntervalSinceNow: -(least / .seconds(1)))
        let abandoned = try uploads().filter {
            $0.initiated <= newest && !placement.running.contains($0.id)
        }
        for upload in abandoned {
            _ = try client.find(
                S3Request(method: "DELETE", key: upload.key, query: [("uploadId", upload.id)]))
        }
        return try abandoned.count + cache.removeAbandonedFiles(olderThan: age)
    }

    /// All uploads in parts below the prefix.
    private func uploads() throws -> [S3UploadPage.Entry] {
        var entries: [S3UploadPage.Entry] = []
        var markers: [(name: String, value: String)] = []
        while true {
            let response = try client.require(
                S3Request(
                    method: "GET", query: [("uploads", ""), ("prefix", layout.blobs)] + markers))
            let page = try S3UploadPage(response.body)
            entries += page.entries
            guard let next = page.next else { return entries }
            markers = next
        }
    }
}
