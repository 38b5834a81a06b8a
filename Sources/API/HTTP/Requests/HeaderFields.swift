/// The headers of a request: the bytes of its head, and where the names and values are in it.
struct HeaderFields: Sendable {
    /// Where one header is.
    struct Place: Sendable {
        let name: Range<Int>
        /// Without white space at its ends.
        let value: Range<Int>
    }

    /// The whole head, with zeros for what stood between its parts.
    let bytes: [UInt8]
    let places: [Place]

    /// The values of all headers of a name in small letters, in order.
    func values(_ name: StaticString) -> [String] {
        name.withUTF8Buffer { name in places.filter { matches($0, name) }.map(value) }
    }

    func values(_ name: String) -> [String] {
        places.filter { matches($0, name.utf8) }.map(value)
    }

    /// The one value of a header, or those of a repeated one joined by commas.
    func joined(_ name: String) -> String? {
        guard let first = places.firstIndex(where: { matches($0, name.utf8) }) else { return nil }
        let others = places[(first + 1)...].filter { matches($0, name.utf8) }
        return others.reduce(value(places[first])) { $0 + ", " + value($1) }
    }

    var all: [(name: String, value: String)] {
        places.map { (String(decoding: bytes[$0.name], as: UTF8.self), value($0)) }
    }

    private func matches(_ place: Place, _ name: some Collection<UInt8>) -> Bool {
        place.name.count == name.count && bytes[place.name].equalsIgnoringCase(name)
    }

    private func value(_ place: Place) -> String {
        String(decoding: bytes[place.value], as: UTF8.self)
    }
}
