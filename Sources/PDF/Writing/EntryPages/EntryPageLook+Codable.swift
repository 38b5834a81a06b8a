import Foundation

extension EntryPageLook: Codable {
    private enum CodingKeys: String, CodingKey {
        case paper, logo, language, lines
        case accentColor = "accent_color"
        case textColor = "text_color"
        case fontFamily = "font_family"
    }

    /// What is missing is as in `EntryPageLook()`; the logo is in Base64.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
            value = try values.decodeIfPresent(Value.self, forKey: key) ?? value
        }
        self.init()
        try read(.paper, into: &paper)
        try read(.accentColor, into: &accentColor)
        try read(.textColor, into: &textColor)
        try read(.fontFamily, into: &fontFamily)
        try read(.language, into: &language)
        try read(.lines, into: &lines)
        logo = try values.decodeIfPresent(Data.self, forKey: .logo).map { Array($0) }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(paper, forKey: .paper)
        try values.encode(accentColor, forKey: .accentColor)
        try values.encode(textColor, forKey: .textColor)
        try values.encode(fontFamily, forKey: .fontFamily)
        try values.encode(language, forKey: .language)
        try values.encode(lines.sorted { $0.rawValue < $1.rawValue }, forKey: .lines)
        try values.encodeIfPresent(logo.map { Data($0) }, forKey: .logo)
    }
}
