internal import CQPDFObjects

/// What a document that cairo drew says of itself besides, for programs that read it out:
/// cairo 1.16 has no way to write it.
struct DocumentEntries {
    /// In BCP 47.
    let language: String
    /// What each figure shows, in the order in which they were drawn.
    let figures: [String]

    /// The document with these entries: its language, that its title is to be shown instead of
    /// its file's name, what each figure shows, and that a table's header cells are those of
    /// their row. The date that cairo demands is dropped.
    ///
    /// The same document gives the same bytes. Throws `DrawingError`.
    func added(to document: [UInt8]) throws -> [UInt8] {
        var handle = qpdf_init()
        defer { qpdf_cleanup(&handle) }
        guard let document = handle.map({ OpenDocument(handle: $0, bytes: document) }) else {
            throw DrawingError.outOfMemory
        }
        return try document.withContents { document in
            add(to: document)
            return try document.write()
        }
    }

    private func add(to document: OpenDocument) {
        let root = qpdf_get_root(document.handle)
        document.set("/Lang", to: document.text(language), in: root)
        document.set(
            "/ViewerPreferences", to: document.parsed("<< /DisplayDocTitle true >>"), in: root)
        let information = document.value("/Info", of: qpdf_get_trailer(document.handle))
        qpdf_oh_remove_key(document.handle, information, "/CreationDate")
        var figures = figures[...]
        describe(document.value("/StructTreeRoot", of: root), in: document, &figures)
    }

    /// Goes through an element of the structure and all that it consists of.
    private func describe(
        _ element: qpdf_oh, in document: OpenDocument, _ figures: inout ArraySlice<String>
    ) {
        guard qpdf_oh_is_dictionary(document.handle, element) != 0 else { return }
        if document.isName("Figure", document.value("/S", of: element)),
            let figure = figures.popFirst()
        {
            document.set("/Alt", to: document.text(figure), in: element)
        }
        if document.isName("TH", document.value("/S", of: element)) {
            document.set(
                "/A", to: document.parsed("<< /O /Table /Scope /Row >>"), in: element)
        }
        for part in document.items(of: document.value("/K", of: element)) {
            describe(part, in: document, &figures)
        }
    }
}

/// A PDF whose objects can be changed.
private struct OpenDocument {
    let handle: qpdf_data
    let bytes: [UInt8]

    /// Reads the document, and lends its bytes as long as `body` runs.
    func withContents<Value>(_ body: (OpenDocument) throws -> Value) throws -> Value {
        qpdf_silence_errors(handle)
        qpdf_set_suppress_warnings(handle, 1)
        return try bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let result = qpdf_read_memory(handle, "", start, UInt64(bytes.count), nil)
            guard Self.isSuccess(result) else { throw DrawingError.outOfMemory }
            return try body(self)
        }
    }

    func write() throws -> [UInt8] {
        guard Self.isSuccess(qpdf_init_write_memory(handle)) else {
            throw DrawingError.outOfMemory
        }
        qpdf_set_deterministic_ID(handle, 1)
        qpdf_set_object_stream_mode(handle, qpdf_o_generate)
        guard Self.isSuccess(qpdf_write(handle)), let start = qpdf_get_buffer(handle) else {
            throw DrawingError.outOfMemory
        }
        return Array(
            UnsafeBufferPointer(start: start, count: Int(qpdf_get_buffer_length(handle))))
    }

    func value(_ key: String, of dictionary: qpdf_oh) -> qpdf_oh {
        qpdf_oh_get_key_if_dict(handle, dictionary, key)
    }

    func set(_ key: String, to value: qpdf_oh, in dictionary: qpdf_oh) {
        qpdf_oh_replace_key(handle, dictionary, key, value)
    }

    func text(_ text: String) -> qpdf_oh { qpdf_oh_new_unicode_string(handle, text) }

    func parsed(_ syntax: String) -> qpdf_oh { qpdf_oh_parse(handle, syntax) }

    func isName(_ name: String, _ object: qpdf_oh) -> Bool {
        qpdf_oh_is_name_and_equals(handle, object, "/" + name) != 0
    }

    /// Of an array; anything else is the one item itself.
    func items(of object: qpdf_oh) -> [qpdf_oh] {
        guard qpdf_oh_is_array(handle, object) != 0 else { return [object] }
        return (0..<qpdf_oh_get_array_n_items(handle, object)).map {
            qpdf_oh_get_array_item(handle, object, $0)
        }
    }

    private static func isSuccess(_ result: QPDF_ERROR_CODE) -> Bool {
        result & QPDF_ERRORS == 0
    }
}
