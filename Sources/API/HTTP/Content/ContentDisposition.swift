internal import Signing

/// The `Content-Disposition` of a download (RFC 6266).
enum ContentDisposition {
    /// States the name twice where it is not plain ASCII: once for old clients with `_` for what
    /// they could not read, and once in UTF-8 as RFC 8187 spells it.
    ///
    /// Folders and control characters are taken out of the name: it is only a name.
    static func header(_ kind: Content.Disposition, fileName: String?) -> String {
        guard let name = fileName.map(cleaned), !name.isEmpty else { return kind.rawValue }
        let plain = String(decoding: name.unicodeScalars.map(fallback), as: UTF8.self)
        let short = "\(kind.rawValue); filename=\"\(plain)\""
        return plain == name ? short : short + "; filename*=UTF-8''\(name.percentEncoded())"
    }

    private static func cleaned(_ name: String) -> String {
        var scalars = String.UnicodeScalarView()
        let last = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? []
        scalars.append(contentsOf: last.filter { $0.value >= 32 && $0.value != 127 })
        return String(scalars)
    }

    /// A quote would end the name and a percent sign is decoded by some browsers.
    private static func fallback(_ scalar: Unicode.Scalar) -> UInt8 {
        let isPlain = scalar.isASCII && scalar != "\"" && scalar != "%"
        return isPlain ? UInt8(scalar.value) : UInt8(ascii: "_")
    }
}
