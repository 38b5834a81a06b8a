internal import Foundation

/// What one power cut has left of the files.
public struct DiskState: Sendable {
    let cut: PowerCut
    /// Which way each choice of the cut turned out.
    let picks: [Int]

    /// How much was acknowledged before the cut.
    public var promiseCount: Int { cut.promiseCount }

    /// Equal for equal files and promises.
    var key: Int {
        let images = images
        var hasher = Hasher()
        hasher.combine(cut.promiseCount)
        for (index, node) in cut.nodes(picks).enumerated() {
            switch node {
            case .nothing: continue
            case .folder: hasher.combine(cut.paths[index])
            case .file(let file):
                hasher.combine(cut.paths[index])
                hasher.combine(images[file]?.hash(over: cut.histories[file]))
            }
        }
        return hasher.finalize()
    }

    /// Writes the files into a folder, in place of what is in it.
    public func write(to folder: String) throws {
        let images = images
        let files = FileManager.default
        try? files.removeItem(atPath: folder)
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (path, node) in zip(cut.paths, cut.nodes(picks)) {
            switch node {
            case .nothing: continue
            case .folder:
                try files.createDirectory(
                    atPath: folder + "/" + path, withIntermediateDirectories: false)
            case .file(let file):
                guard let history = cut.histories[file], let image = images[file] else { continue }
                let bytes = history.bytes(size: image.size, pages: image.pages)
                try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + path))
            }
        }
    }

    /// What of each file turned out how.
    private var images: [Int: Image] {
        var images = cut.histories.mapValues { Image(size: $0.possibleSizes.last ?? 0, pages: [:]) }
        for (file, history) in cut.histories {
            images[file]?.pages = history.pages.mapValues { $0[$0.count - 1] }
        }
        for (choice, pick) in zip(cut.choices, picks) {
            switch choice {
            case .node: continue
            case .size(let file, let options): images[file]?.size = options[pick]
            case .page(let file, let page, let options): images[file]?.pages[page] = options[pick]
            }
        }
        return images
    }

    /// One file after the cut.
    private struct Image {
        var size: Int
        var pages: [Int: DiskPage]

        func hash(over history: FileHistory?) -> Int {
            let pageCount = (size + FileHistory.pageSize - 1) / FileHistory.pageSize
            let base = history?.baseHashes ?? []
            var hash = size
            for page in 0..<pageCount {
                let content = pages[page]?.hash ?? (page < base.count ? base[page] : 0)
                hash = hash &* 31 &+ content
            }
            return hash
        }
    }
}

extension DiskState: CustomStringConvertible {
    /// The cut and what it lost.
    public var description: String {
        let losses = zip(cut.choices, picks).compactMap { choice, pick -> String? in
            guard pick < choice.count - 1 else { return nil }
            switch choice {
            case .node(let path, let options): return "\(cut.paths[path]) is \(options[pick])"
            case .size(let file, let options): return "#\(file) has \(options[pick]) bytes"
            case .page(let file, let page, _): return "page \(page) of #\(file) is way \(pick)"
            }
        }
        return "after \(cut.eventCount) events: " + losses.joined(separator: ", ")
    }
}
