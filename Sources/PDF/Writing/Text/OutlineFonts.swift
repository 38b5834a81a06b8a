internal import CPango

/// The installed fonts whose letters are outlines.
///
/// Those of coloured pictures, as of emoji, are left out: in a PDF they would be small
/// pictures, which neither scale nor are text.
// Unchecked: never changed after it is made; Fontconfig counts its users atomically.
final class OutlineFonts: @unchecked Sendable {
    private static let rules = """
        <fontconfig><selectfont><rejectfont><pattern>\
        <patelt name="color"><bool>true</bool></patelt>\
        </pattern></rejectfont></selectfont></fontconfig>
        """

    /// Found once in the process: a font that is installed later needs another start.
    private static let installed = OutlineFonts()

    private let config: OpaquePointer

    private init?() {
        guard let config = FcInitLoadConfig() else { return nil }
        guard FcConfigParseAndLoadFromMemory(config, Self.rules, 1) != 0,
            FcConfigBuildFonts(config) != 0
        else {
            FcConfigDestroy(config)
            return nil
        }
        self.config = config
    }

    deinit { FcConfigDestroy(config) }

    /// Lets a font map have these fonts alone.
    static func use(in map: UnsafeMutablePointer<PangoFontMap>?) throws {
        guard let installed, let map else { throw DrawingError.outOfMemory }
        // What the map has cached stays, as long as it is given the same again.
        pango_fc_font_map_set_config(OpaquePointer(map), installed.config)
    }
}
