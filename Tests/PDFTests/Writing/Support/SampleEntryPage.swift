import Foundation

@testable import PDF

/// An entry page with everything on it.
enum SampleEntryPage {
    static let address = "https://documents.northwind.example/l/7Qm2xK9aZr"
    static let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

    static func makeContent(name: String = "Šárka Dvořáková-Łęcka") throws -> EntryPageContent {
        var content = EntryPageContent(
            title: "Framework agreement on the supply of archival storage",
            mark: [name, "21 November 2026, 23:01 UTC"])
        content.organization = "Northwind Land Registry"
        content.description = """
            Terms under which the registry stores, preserves and gives access to the deeds, \
            plans and correspondence of its twelve district offices, from 2026 to 2036.
            """
        content.version = "3 of 3"
        content.date = "17 April 2026"
        content.author = "Legal Services, Ana-María Núñez"
        content.pageCount = 42
        content.documentID = "doc_01KTXM9Q4W7C8R2F5D6H3J1ZBE"
        content.thumbnail = try makeThumbnail()
        content.digest = digest
        content.address = address
        content.shownAddress = "documents.northwind.example/l/7Qm2xK9aZr"
        content.recipient = name
        content.preparedOn = "21 November 2026"
        content.validUntil = "21 December 2026"
        return content
    }

    static func makeLook(_ paper: EntryPageLook.Paper = .a4) throws -> EntryPageLook {
        var look = EntryPageLook()
        look.paper = paper
        look.logo = try makeLogo()
        return look
    }

    /// A page with a head and lines of grey, in JPEG.
    static func makeThumbnail() throws -> [UInt8] {
        let (width, height) = (256, 362)
        var luma = [UInt8](repeating: 255, count: width * height)
        for y in 0..<height {
            for x in 24..<232 where (30..<48).contains(y) || y > 70 && y < 330 && y % 12 < 4 {
                luma[y * width + x] = y < 60 ? 60 : 150
            }
        }
        return try GreyPicture(luma: luma, width: width, height: height).jpeg(quality: 80)
    }

    /// A ring in PNG.
    static func makeLogo() throws -> [UInt8] {
        let side = 240
        var pixels: [UInt8] = []
        for y in 0..<side {
            for x in 0..<side {
                let (right, down) = (x - side / 2, y - side / 2)
                let distance = right * right + down * down
                let isRing = (70 * 70...118 * 118).contains(distance)
                pixels += isRing ? [0x1F, 0x4E, 0x79] : [255, 255, 255]
            }
        }
        return try PNGEncoder.encode(Raster(width: side, height: side, pixels: pixels))
    }
}
