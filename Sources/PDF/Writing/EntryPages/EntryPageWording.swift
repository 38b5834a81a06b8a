/// The words of an entry page that are its own, in one language.
struct EntryPageWording: Sendable {
    let version: String
    let date: String
    let author: String
    let pages: String
    let documentID: String
    let digest: String
    /// How a copy is compared with the digest.
    let check: String
    let preparedFor: String
    /// Before the day on which the page was made, where nobody is named.
    let prepared: String
    /// Before the last day.
    let validUntil: String
    let open: String
    /// What the pictures are, for those who do not see them.
    let logoDescription: String
    let thumbnailDescription: String
    let codeDescription: String

    init(_ language: EntryPageLook.Language) {
        switch language {
        case .english: self = .english
        case .german: self = .german
        case .french: self = .french
        case .spanish: self = .spanish
        }
    }

    private init(
        version: String, date: String, author: String, pages: String, documentID: String,
        digest: String, check: String, preparedFor: String, prepared: String,
        validUntil: String, open: String, logo: String, thumbnail: String, code: String
    ) {
        (self.version, self.date, self.author) = (version, date, author)
        (self.pages, self.documentID) = (pages, documentID)
        (self.digest, self.check) = (digest, check)
        (self.preparedFor, self.prepared) = (preparedFor, prepared)
        (self.validUntil, self.open) = (validUntil, open)
        logoDescription = logo
        thumbnailDescription = thumbnail
        codeDescription = code
    }

    private static let english = EntryPageWording(
        version: "Version", date: "Date", author: "Author", pages: "Pages",
        documentID: "Document", digest: "SHA-256 of the file",
        check: "To check a copy, run “sha256sum FILE” (on Windows “certutil -hashfile FILE "
            + "SHA256”) and compare all 64 digits with these. A true copy has every one of them; "
            + "a single changed byte gives others.",
        preparedFor: "Prepared for", prepared: "Prepared on", validUntil: "valid until",
        open: "Open the document", logo: "Logo", thumbnail: "First page of the document",
        code: "QR code with the address of the document")

    private static let german = EntryPageWording(
        version: "Version", date: "Datum", author: "Verfasst von", pages: "Seiten",
        documentID: "Dokument", digest: "SHA-256 der Datei",
        check: "So prüfen Sie eine Kopie: „sha256sum DATEI“ aufrufen (unter Windows „certutil "
            + "-hashfile DATEI SHA256“) und alle 64 Ziffern mit diesen vergleichen. Eine echte "
            + "Kopie hat genau diese; schon ein geändertes Byte ergibt andere.",
        preparedFor: "Erstellt für", prepared: "Erstellt am", validUntil: "gültig bis",
        open: "Dokument öffnen", logo: "Logo", thumbnail: "Erste Seite des Dokuments",
        code: "QR-Code mit der Adresse des Dokuments")

    private static let french = EntryPageWording(
        version: "Version", date: "Date", author: "Auteur", pages: "Pages",
        documentID: "Document", digest: "SHA-256 du fichier",
        check: "Pour vérifier une copie, exécutez « sha256sum FICHIER » (sous Windows « certutil "
            + "-hashfile FICHIER SHA256 ») et comparez les 64 chiffres à ceux-ci. Une copie "
            + "fidèle les a tous ; un seul octet modifié en donne d’autres.",
        preparedFor: "Établi pour", prepared: "Établi le", validUntil: "valable jusqu’au",
        open: "Ouvrir le document", logo: "Logo", thumbnail: "Première page du document",
        code: "Code QR avec l’adresse du document")

    private static let spanish = EntryPageWording(
        version: "Versión", date: "Fecha", author: "Autoría", pages: "Páginas",
        documentID: "Documento", digest: "SHA-256 del archivo",
        check: "Para comprobar una copia, ejecute «sha256sum ARCHIVO» (en Windows «certutil "
            + "-hashfile ARCHIVO SHA256») y compare los 64 dígitos con estos. Una copia fiel los "
            + "tiene todos; un solo byte cambiado da otros.",
        preparedFor: "Preparado para", prepared: "Preparado el", validUntil: "válido hasta",
        open: "Abrir el documento", logo: "Logotipo", thumbnail: "Primera página del documento",
        code: "Código QR con la dirección del documento")
}
