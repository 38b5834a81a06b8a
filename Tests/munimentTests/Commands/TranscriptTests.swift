// The program's own words, compared with the whole text of Golden/NAME.txt. After
// a change that is meant, write the files anew and read the difference:
//
//     MUNIMENT_UPDATE_GOLDEN=1 swift test --filter TranscriptTests
import XCTest

@testable import muniment

final class TranscriptTests: XCTestCase {
    func testHelpOfEveryCommand() throws {
        var transcript = Transcript(try Binary())
        try transcript.run("--help")
        for command in Muniment.commands {
            let specification = command.specification
            try transcript.run("\(specification.name) --help")
            for subcommand in specification.subcommands {
                try transcript.run("\(specification.name) \(subcommand.name) --help")
            }
        }
        try transcript.assertGolden("help")
    }

    func testEveryStateOfADocument() throws {
        let binary = try Binary()
        try binary.makeInputs(
            "article-reexported-grey.pdf", "article-two-columns.pdf", "contract-tagged.pdf",
            "damaged-page.pdf", "encrypted-user-password.pdf", "invoice-2026-0417.pdf",
            "unreadable.pdf")
        var transcript = Transcript(binary)
        try transcript.run("add in --workers 1")
        try transcript.run("list")
        let ids = try binary.run("list --json").objects().reduce(into: [:]) {
            $0[$1["title"] as? String ?? ""] = $1["document_id"] as? String
        }
        for title in ["contract-tagged", "unreadable", "encrypted-user-password"] {
            let id = try XCTUnwrap(ids[title])
            try transcript.run("show \(id)")
            try transcript.run("record \(id)")
        }
        try transcript.run("show \(try XCTUnwrap(ids["damaged-page"]))")
        let invoice = try XCTUnwrap(ids["invoice-2026-0417"])
        try transcript.run("show \(invoice) --json")
        try transcript.run("duplicates \(try XCTUnwrap(ids["article-two-columns"]))")
        try transcript.run("duplicates \(try XCTUnwrap(ids["article-two-columns"])) --json")
        try transcript.run("duplicates \(try XCTUnwrap(ids["unreadable"]))")
        try transcript.run("duplicates --all")
        try transcript.run(
            "compare \(try XCTUnwrap(ids["damaged-page"])) \(try XCTUnwrap(ids["article-two-columns"]))"
        )
        try transcript.run("jobs")
        try transcript.run("jobs show 7")
        try transcript.run("jobs retry 7")
        try transcript.run("jobs cancel 7")
        try transcript.run("jobs list --state failed")
        try transcript.assertGolden("session")
    }

    /// Everything that one does with a store, with rows and bytes on servers.
    func testSameWordsOnTheDistributedEngine() throws {
        let engine = try DistributedEngine()
        let binary = try Binary()
        binary.environment = engine.environment
        try binary.makeInputs(
            "article-reexported-grey.pdf", "article-two-columns.pdf", "old-pdf-1.3.pdf",
            "unreadable.pdf")
        var transcript = Transcript(
            binary,
            replacing: [
                engine.options: "--database postgres://… --blobs s3://…"
            ])
        try transcript.run("add in --workers 1 \(engine.options)")
        try transcript.run("list \(engine.options)")
        let ids = try binary.run("list --json \(engine.options)").objects().reduce(into: [:]) {
            $0[$1["title"] as? String ?? ""] = $1["document_id"] as? String
        }
        let old = try XCTUnwrap(ids["old-pdf-1.3"])
        let article = try XCTUnwrap(ids["article-two-columns"])
        try transcript.run("show \(old) \(engine.options)")
        try transcript.run("text \(old) --page 1 \(engine.options)")
        try transcript.run("record \(old) \(engine.options)")
        try transcript.run("duplicates \(article) \(engine.options)")
        try transcript.run("jobs \(engine.options)")
        try transcript.run("jobs retry 4 \(engine.options)")
        try transcript.run("verify \(engine.options)")
        try transcript.assertGolden("distributed")
    }

    func testErrorsSayWhatToDo() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        var transcript = Transcript(binary)
        for line in [
            "add", "add in/old-pdf-1.3.pdf in --title Two --data", "list", "worker --workers 0",
            "add in --helper-memory 1MiB", "add in --title=", "list --data=",
        ] { try transcript.run(line) }
        try transcript.run("add in nothing.pdf")
        let document = try XCTUnwrap(
            try binary.run("list --json").objects().first?["document_id"] as? String)
        for line in [
            "show paper", "show org_01m7yv5wwdfnrv6782a0dkv82k",
            "show doc_01jd4x5m2nf5vs8y0q6h3c9ak7", "record ver_01jd4x5m2nf5vs8y0q6h3c9ak7",
            "text \(document) --page 3", "text \(document) --page 0",
            "record \(document) --thumbnails /proc/thumbnails",
            "duplicates", "duplicates \(document) --all", "duplicates nothing.pdf",
            "duplicates \(document) --threshold 2", "duplicates \(document) --image proof.png",
            "compare \(document)", "compare \(document) nothing",
            "add in --on-duplicate ignore",
            "jobs show one", "jobs show 9", "jobs cancel 1", "jobs retry paper",
            "jobs --state done",
            "jobs stop 1", "verify all", "list --database mysql://user:secret@host/name",
            "list --blobs /srv/blobs", "move", "move --to muniment-data", "move --to ftp://host",
            "move --to a --to b", "move --to new",
            "move --to new",
        ] { try transcript.run(line) }
        try transcript.assertGolden("errors")
    }
}
