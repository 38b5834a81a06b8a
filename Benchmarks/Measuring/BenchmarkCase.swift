/// Something that is measured.
protocol BenchmarkCase: SendableMetatype {
    /// A word for the command line.
    static var name: String { get }
    /// A sentence: what is measured, on what.
    static var title: String { get }
    init(_ settings: BenchmarkSettings)
    /// Measures and prints.
    func run() throws
}

/// What was asked for on the command line.
struct BenchmarkSettings {
    let names: Set<String>
    /// How often each figure is measured.
    var rounds: Int { wantedRounds ?? 5 }
    /// What was asked for on the command line, for a case whose rounds take minutes.
    let wantedRounds: Int?
    /// Documents of ten and more pages.
    let files: [String]
    /// Documents of any kind, for the case "marking".
    let folder: String
    /// How many originals the evaluation set of duplicates has, about.
    let originals: Int
    /// How many pairs of papers of one template are asked for besides; 0 for none.
    let siblings: Int
    /// What the evaluation set is drawn from.
    let seed: Int

    init(_ arguments: [String]) throws {
        var names: [String] = []
        var files: [String] = []
        var folder = "testdata/documents"
        var numbers: [String: Int] = [:]
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "--rounds", "--originals", "--siblings", "--seed":
                guard let text = rest.popFirst(), let number = Int(text), number > 0 else {
                    throw BenchmarkFailure("\(word) takes a number")
                }
                numbers[word] = number
            case "--folder":
                guard let path = rest.popFirst() else {
                    throw BenchmarkFailure("--folder takes a folder")
                }
                folder = path
            case "--files":
                files = Array(rest)
                rest = []
            default:
                guard Benchmarks.cases.contains(where: { $0.name == word }) else {
                    let known = Benchmarks.cases.map { $0.name }.joined(separator: ", ")
                    throw BenchmarkFailure("no case \(word); there are \(known)")
                }
                names.append(word)
            }
        }
        self.names = Set(names)
        wantedRounds = numbers["--rounds"]
        originals = numbers["--originals"] ?? 200
        siblings = numbers["--siblings"] ?? 0
        seed = numbers["--seed"] ?? 1
        self.folder = folder
        self.files = files.isEmpty ? ["testdata/documents/register-300-pages.pdf"] : files
    }

    func isChosen(_ name: String) -> Bool { names.isEmpty || names.contains(name) }
}
