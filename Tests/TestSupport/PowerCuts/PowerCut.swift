/// A power cut at one moment: what is certain then, and what may turn out in several ways.
struct PowerCut: Sendable {
    /// Something that turns out in one of several ways; the last one is that nothing is lost.
    enum Choice: Sendable {
        case node(path: Int, [DiskModel.Node])
        case size(file: Int, [Int])
        case page(file: Int, page: Int, [DiskPage])

        var count: Int {
            switch self {
            case .node(_, let options): options.count
            case .size(_, let options): options.count
            case .page(_, _, let options): options.count
            }
        }
    }

    /// How many events came before it.
    let eventCount: Int
    /// How much was acknowledged before it.
    let promiseCount: Int
    let choices: [Choice]
    /// Every name that may be there, folders before what is in them.
    let paths: [String]
    /// The index in `paths` of the folder of each, -1 for what is at the top.
    private let parents: [Int]
    private let certainNodes: [DiskModel.Node]
    let histories: [Int: FileHistory]

    init(_ model: DiskModel, eventCount: Int, promiseCount: Int) {
        self.eventCount = eventCount
        self.promiseCount = promiseCount
        let options = model.nodes.mapValues(Self.distinct)
        let paths = options.filter { $0.value != [.nothing] }.keys.sorted()
        let indices = Dictionary(uniqueKeysWithValues: zip(paths, paths.indices))
        let nodes = paths.map { options[$0] ?? [.nothing] }
        self.paths = paths
        parents = paths.map { indices[DiskModel.folder(of: $0)] ?? -1 }
        certainNodes = nodes.map { $0[$0.count - 1] }
        var choices: [Choice] = []
        for (index, options) in nodes.enumerated() where options.count > 1 {
            choices.append(.node(path: index, options))
        }
        let files = Set(
            nodes.joined().compactMap { node in
                if case .file(let file) = node { file } else { nil }
            })
        histories = model.histories.filter { files.contains($0.key) }
        for (file, history) in histories.sorted(by: { $0.key < $1.key }) {
            choices += Self.choices(of: history, file)
        }
        self.choices = choices
    }

    /// The different meanings, the latest one last.
    private static func distinct(_ nodes: [DiskModel.Node]) -> [DiskModel.Node] {
        let latest = nodes[nodes.count - 1]
        var seen: Set = [latest]
        return nodes.filter { seen.insert($0).inserted } + [latest]
    }

    private static func choices(of history: FileHistory, _ file: Int) -> [Choice] {
        let sizes = history.possibleSizes
        let pages = history.pages.keys.sorted().map { page in
            Choice.page(file: file, page: page, history.possibleContents(of: page))
        }
        return ([.size(file: file, sizes)] + pages).filter { $0.count > 1 }
    }

    /// The picks with which nothing is lost.
    var everything: [Int] { choices.map { $0.count - 1 } }

    /// In how many ways it may turn out; `nil` for more than `limit`.
    func wayCount(atMost limit: Int) -> Int? {
        var count = 1
        for choice in choices {
            count *= choice.count
            if count > limit { return nil }
        }
        return count
    }

    /// What the names stand for with these picks; what is in a folder that is not there is not
    /// there either.
    func nodes(_ picks: [Int]) -> [DiskModel.Node] {
        var nodes = certainNodes
        for (choice, pick) in zip(choices, picks) {
            if case .node(let path, let options) = choice { nodes[path] = options[pick] }
        }
        for index in nodes.indices where parents[index] >= 0 && nodes[parents[index]] != .folder {
            nodes[index] = .nothing
        }
        return nodes
    }
}
