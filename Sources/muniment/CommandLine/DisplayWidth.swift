extension Character {
    /// The columns the character takes on a terminal: 0, 1, 2, rarely more.
    ///
    /// Marks and joiners take none; East Asian wide characters and emoji take two.
    var displayWidth: Int {
        if unicodeScalars.contains(where: \.makesEmoji) || isJoinedEmoji { return 2 }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    /// Several pictures that a zero width joiner makes one.
    private var isJoinedEmoji: Bool {
        guard let first = unicodeScalars.first, EastAsianWidth.isWide(first) else { return false }
        return unicodeScalars.contains("\u{200D}")
    }
}

extension Unicode.Scalar {
    /// Asks for the coloured picture or for a skin tone.
    fileprivate var makesEmoji: Bool {
        value == 0xFE0F || properties.isEmojiModifier
    }

    fileprivate var displayWidth: Int {
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        // Vowels and finals that the leading Hangul letter has made room for.
        if (0x1160...0x11FF).contains(value) { return 0 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator:
            return 0
        case .format:
            // The soft hyphen is drawn by terminals.
            return value == 0xAD ? 1 : 0
        default:
            return EastAsianWidth.isWide(self) ? 2 : 1
        }
    }

    /// Would move the cursor, change the terminal or reorder the text around it.
    fileprivate var isHarmful: Bool {
        properties.generalCategory == .control || properties.isBidiControl
            || value == 0x2028 || value == 0x2029
    }
}

extension String {
    /// The columns the text takes on a terminal.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text with everything replaced by `U+FFFD` that could steer the
    /// terminal: control characters and marks that turn the writing direction.
    /// Line ends stay.
    var printable: String {
        guard unicodeScalars.contains(where: \.isHarmful) else { return self }
        var safe = UnicodeScalarView()
        for scalar in unicodeScalars {
            safe.append(scalar.isHarmful && scalar != "\n" ? "\u{FFFD}" : scalar)
        }
        return String(safe)
    }

    /// `printable` on one line: ends of lines and tabs become spaces.
    var printableLine: String {
        let line = String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
        return line.printable
    }

    /// The beginning that fits into `width` columns, ending in `…` when cut.
    func truncated(toWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var taken = ""
        var used = 0
        for character in self {
            used += character.displayWidth
            if used > width - 1 { break }
            taken.append(character)
        }
        return taken + "…"
    }

    /// The text with spaces up to `width` columns, before it when `onTheLeft`.
    func padded(toWidth width: Int, onTheLeft: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - displayWidth))
        return onTheLeft ? spaces + self : self + spaces
    }

    /// Lines of at most `width` columns, broken at spaces and at line ends. A
    /// word wider than that has a line of its own.
    func wrapped(toWidth width: Int) -> [String] {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            var lines = [""]
            for word in paragraph.split(separator: " ") {
                let longer = lines[lines.count - 1].isEmpty ? "" : lines[lines.count - 1] + " "
                let candidate = longer + word
                if longer.isEmpty || candidate.displayWidth <= width {
                    lines[lines.count - 1] = candidate
                } else {
                    lines.append(String(word))
                }
            }
            return lines
        }
    }
}
