internal import CPango

extension Pen {
    /// What a part of the page is, by the names of ISO 32000: programs for the blind read it,
    /// and others export by it.
    enum Tag: String {
        case document = "Document"
        case heading = "H1"
        case paragraph = "P"
        case table = "Table"
        case row = "TR"
        case headerCell = "TH"
        case cell = "TD"
        case figure = "Figure"
    }

    /// Makes what `body` draws a part of that kind.
    func tagged<Failure: Error>(
        _ tag: Tag, _ body: () throws(Failure) -> Void
    ) throws(Failure) {
        cairo_tag_begin(handle, tag.rawValue, nil)
        defer { cairo_tag_end(handle, tag.rawValue) }
        try body()
    }

    /// Makes what `body` draws open an address, which holds neither quote nor backslash.
    func linked<Failure: Error>(
        to address: String, _ body: () throws(Failure) -> Void
    ) throws(Failure) {
        cairo_tag_begin(handle, "Link", "uri='\(address)'")
        defer { cairo_tag_end(handle, "Link") }
        try body()
    }
}
