import Ingest
import Sharing
import Storage

/// `muniment watermark`: what copies have to carry.
struct WatermarkCommand: Command {
    private static let id = PositionalArgument(
        "id", .optional, help: "A document; without one, all of the organization.")

    static let specification = CommandSpecification(
        name: "watermark",
        summary: "Show, require or lift the watermark that copies carry.",
        discussion: """
            Whoever is below the named role gets marked copies alone. What the organization and \
            the document require holds both.
            """,
        subcommands: [
            CommandSpecification(
                name: "show", summary: "Show what is required.", positionals: [id]),
            CommandSpecification(
                name: "set", summary: "Require a watermark; links made before end.",
                discussion: WatermarkOptions.placeholders,
                positionals: [id],
                options: WatermarkOptions.options + [
                    .value(
                        "unmarked-for", "ROLE", default: "owner",
                        help: "The least role that gets unmarked copies.")
                ]),
            CommandSpecification(
                name: "clear", summary: "Require none any more.", positionals: [id]),
        ],
        defaultSubcommand: "show",
        examples: [
            CommandExample(
                command: "muniment watermark set --watermark \"{viewer}, {date} {time}\"",
                explanation: "Every copy says for whom it was made, but the owners'."),
            CommandExample(
                command: "muniment watermark clear doc_01jd4x5m2nf5vs8y0q6h3c9ak7",
                explanation: "This document's own requirement goes."),
        ])

    private let arguments: ParsedArguments
    private let action: Action

    private enum Action {
        case show
        case require(WatermarkRequirement?)
    }

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        switch arguments.subcommand {
        case "set":
            guard let watermark = try arguments.watermark() else {
                throw arguments.error(
                    "'--watermark' is missing", remedy: "Add '--watermark TEXT'.")
            }
            let role = try arguments.choice("unmarked-for", of: DocumentRole.self) ?? .owner
            action = .require(WatermarkRequirement(watermark, unmarkedFor: role))
        case "clear": action = .require(nil)
        default: action = .show
        }
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let operations = ReadingOptions.makeOperations(on: store)
        let owner = Subject.owner(of: store)
        let document = try arguments.optionalPositional("id").map {
            try store.catalog.document(named: $0).id
        }
        if case .require(let requirement) = action {
            if let document {
                try operations.requireWatermark(requirement, of: document, as: owner)
            } else {
                try operations.requireOrganizationWatermark(requirement, as: owner)
            }
        }
        let now =
            try document.map { try operations.watermark(of: $0, as: owner) }
            ?? operations.organization(as: owner).watermark
        try show(now, of: document, on: terminal)
        return .done
    }

    private func show(
        _ requirement: WatermarkRequirement?, of document: DocumentID?, on terminal: Terminal
    ) throws {
        guard !arguments.flag("json") else {
            try terminal.printJSON(
                WatermarkLine(document_id: document?.text, requirement: requirement))
            return
        }
        var table = TextTable([.init("", shrinks: false), .init("")])
        for row in WatermarkText.rows(of: requirement) { table.append(row) }
        try terminal.print(table)
    }

    private struct WatermarkLine: Encodable {
        @ExplicitNull private(set) var document_id: String?
        @ExplicitNull private(set) var requirement: WatermarkRequirement?
    }
}
