import Foundation
import Hashing
import Ingest
import PDF
import Sharing
import Storage

/// `muniment organization`: what stands on its papers.
struct OrganizationCommand: Command {
    private static let lines = EntryPageLook.Line.allCases.map(\.rawValue).joined(separator: ", ")
    private static let languages = EntryPageLook.Language.allCases.map(\.rawValue)
        .joined(separator: ", ")

    static let specification = CommandSpecification(
        name: "organization",
        summary: "Show or set the organization's name and how its entry pages look.",
        subcommands: [
            CommandSpecification(name: "show", summary: "Show what is set."),
            CommandSpecification(
                name: "set", summary: "Set what is named; the rest stays.",
                discussion: "Lines of an entry page: \(lines).",
                options: [
                    .value("name", letter: "n", "NAME", help: "What it is called."),
                    .value("paper", "SIZE", help: "a4 or letter."),
                    .value("accent-color", "COLOR", help: "Of rules, labels and links: #rrggbb."),
                    .value("text-color", "COLOR", help: "Of everything else: #rrggbb."),
                    .value("font", "NAME", help: "An installed font, such as \"Noto Sans\"."),
                    .value("language", "CODE", help: "Of the labels: \(languages)."),
                    .value("logo", "FILE", help: "A PNG file."),
                    .flag("remove-logo", help: "Have no logo."),
                    .value("show", "LINE", help: "Have a line on the page.", isRepeatable: true),
                    .value("hide", "LINE", help: "Leave a line out.", isRepeatable: true),
                ]),
        ],
        defaultSubcommand: "show",
        examples: [
            CommandExample(
                command: "muniment organization set --name \"Example Ltd\" --logo logo.png",
                explanation: "Name and logo."),
            CommandExample(
                command: "muniment organization set --paper letter --hide thumbnail",
                explanation: "US Letter, without the picture of the first page."),
        ])

    private let arguments: ParsedArguments
    private let look: Look?

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        look = arguments.subcommand == "set" ? try Look(arguments) : nil
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let operations = ReadingOptions.makeOperations(on: store)
        let owner = Subject.owner(of: store)
        var details = try operations.organization(as: owner)
        if let look {
            var change = OrganizationChange()
            change.name = arguments.string("name")
            change.look = look.applied(to: details.look)
            change.logo = look.logo
            details = try operations.update(organization: change, as: owner)
        }
        if arguments.flag("json") {
            try terminal.printJSON(OrganizationLine(details))
        } else {
            try terminal.print(Self.table(of: details))
        }
        return .done
    }

    private static func table(of details: OrganizationDetails) -> TextTable {
        var table = TextTable([.init("", shrinks: false), .init("")])
        let look = details.look
        let hidden = Set(EntryPageLook.Line.allCases).subtracting(look.lines)
        table.append(["Organization", details.id.text])
        table.append(["Name", details.name.printableLine])
        table.append(["Paper", look.paper.rawValue])
        table.append(["Accent", look.accentColor.description])
        table.append(["Text", look.textColor.description])
        table.append(["Font", look.fontFamily.printableLine])
        table.append(["Language", look.language.rawValue])
        table.append(["Logo", details.logo?.hex ?? "none"])
        table.append([
            "Left out",
            hidden.isEmpty ? "nothing" : hidden.map(\.rawValue).sorted().joined(separator: ", "),
        ])
        for row in WatermarkText.rows(of: details.watermark) { table.append(row) }
        return table
    }
}

/// What of a look the options set.
private struct Look {
    private let paper: EntryPageLook.Paper?
    private let accentColor: RGBColor?
    private let textColor: RGBColor?
    private let font: String?
    private let language: EntryPageLook.Language?
    private let shown: [EntryPageLook.Line]
    private let hidden: [EntryPageLook.Line]
    let logo: OrganizationChange.Logo?

    init(_ arguments: ParsedArguments) throws {
        paper = try arguments.choice("paper", of: EntryPageLook.Paper.self)
        accentColor = try arguments.color("accent-color")
        textColor = try arguments.color("text-color")
        font = arguments.string("font")
        language = try arguments.choice("language", of: EntryPageLook.Language.self)
        shown = try Self.lines("show", arguments)
        hidden = try Self.lines("hide", arguments)
        logo = try Self.logo(arguments)
    }

    func applied(to look: EntryPageLook) -> EntryPageLook {
        var look = look
        look.paper = paper ?? look.paper
        look.accentColor = accentColor ?? look.accentColor
        look.textColor = textColor ?? look.textColor
        look.fontFamily = font ?? look.fontFamily
        look.language = language ?? look.language
        look.lines = look.lines.union(shown).subtracting(hidden)
        return look
    }

    private static func lines(
        _ name: String, _ arguments: ParsedArguments
    ) throws -> [EntryPageLook.Line] {
        try arguments.strings(name).map { text in
            guard let line = EntryPageLook.Line(rawValue: text) else {
                let known = EntryPageLook.Line.allCases.map(\.rawValue).joined(separator: ", ")
                throw arguments.error(
                    "the value '\(text)' of '--\(name)' is not valid",
                    remedy: "Give one of: \(known).")
            }
            return line
        }
    }

    private static func logo(
        _ arguments: ParsedArguments
    ) throws -> OrganizationChange.Logo? {
        let isRemoved = arguments.flag("remove-logo")
        guard let path = arguments.string("logo") else { return isRemoved ? .remove : nil }
        guard !isRemoved else {
            throw arguments.error(
                "'--logo' and '--remove-logo' exclude each other", remedy: "Give one.")
        }
        do {
            return .set(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        } catch {
            throw CommandLineError(
                "The logo '\(path.printableLine)' cannot be read.",
                remedy: "Name a PNG file with --logo.")
        }
    }
}

/// An organization as `--json` prints it.
private struct OrganizationLine: Encodable {
    let organization_id: String
    let name: String
    let entry_page: EntryPageLook
    @ExplicitNull private(set) var logo_sha256: String?
    @ExplicitNull private(set) var requirement: WatermarkRequirement?

    init(_ details: OrganizationDetails) {
        organization_id = details.id.text
        name = details.name
        entry_page = details.look
        logo_sha256 = details.logo?.hex
        requirement = details.watermark
    }
}
