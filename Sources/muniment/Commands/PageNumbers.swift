/// Pages as people name them: counted from 1, neighbours as a range.
enum PageNumbers {
    /// `1–3, 6` for 0, 1, 2 and 5, whatever their order; `–` for none.
    static func text(_ pages: [Int]) -> String {
        guard !pages.isEmpty else { return "–" }
        var runs: [ClosedRange<Int>] = []
        for page in Set(pages).sorted() {
            if let last = runs.last, last.upperBound + 1 == page {
                runs[runs.count - 1] = last.lowerBound...page
            } else {
                runs.append(page...page)
            }
        }
        return runs.map(text).joined(separator: ", ")
    }

    /// `3` or `3–7`.
    static func text(_ run: ClosedRange<Int>) -> String {
        run.count == 1
            ? "\(run.lowerBound + 1)" : "\(run.lowerBound + 1)–\(run.upperBound + 1)"
    }

    /// The same behind its noun: `page 6`, `pages 1–3, 6`.
    static func phrase(_ pages: [Int]) -> String {
        "\(Set(pages).count == 1 ? "page" : "pages") \(text(pages))"
    }
}
