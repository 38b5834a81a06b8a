/// The fields of a form as they come in, within limits.
struct FieldCollector {
    let limits: FormLimits
    private(set) var fields = FormFields()
    private var name = ""
    private var value: [UInt8] = []
    private var byteCount = 0
    private var fileCount = 0

    init(limits: FormLimits) {
        self.limits = limits
    }

    mutating func countFile() throws {
        fileCount += 1
        guard fileCount <= limits.maxFiles else {
            throw HTTPError(
                .badRequest, "The form may have at most \(limits.maxFiles) file(s).")
        }
    }

    mutating func begin(_ name: String) throws {
        guard fields.all.count < limits.maxFields else {
            throw HTTPError(
                .badRequest, "The form may have at most \(limits.maxFields) fields.")
        }
        self.name = name
        value = []
        try count(name.utf8.count)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws {
        try count(bytes.count)
        value.append(contentsOf: bytes)
    }

    mutating func end() throws {
        guard let text = String(validating: value, as: UTF8.self) else {
            throw HTTPError(.badRequest, "A field of the form is not UTF-8.")
        }
        fields.all.append(FormFields.Field(name: name, value: text))
    }

    private mutating func count(_ more: Int) throws {
        byteCount += more
        guard byteCount <= limits.maxFieldBytes else {
            throw HTTPError(
                .contentTooLarge,
                "The fields of the form may have at most \(limits.maxFieldBytes) bytes.")
        }
    }
}
