/// A row of ground cells, repeated to the width of the page.
struct GroundLine {
    private var light: [UInt8]
    private var dark: [UInt8]
    private var lightness: [UInt8]
    private var isLightThroughout = true

    init(width: Int) {
        light = [UInt8](repeating: 0, count: width)
        dark = light
        lightness = light
    }

    mutating func load(row: Int, of ground: PageGround) {
        isLightThroughout = true
        for x in light.indices {
            let cell = x / ground.cell
            light[x] = ground.light[cell, row]
            dark[x] = ground.dark[cell, row]
            lightness[x] = ground.lightness[cell, row]
            if lightness[x] < 255 { isLightThroughout = false }
        }
    }

    /// Writes how far each of a row's pixels stands out from the ground.
    func write(
        contrastOf luma: UnsafeBufferPointer<UInt8>, to result: UnsafeMutableBufferPointer<UInt8>
    ) {
        light.withUnsafeBufferPointer { light in
            for x in luma.indices { result[x] = max(light[x], luma[x]) &- luma[x] }
        }
        guard !isLightThroughout else { return }
        for x in luma.indices {
            let bright = Int(max(dark[x], luma[x]) - dark[x])
            let share = Int(lightness[x])
            result[x] = UInt8((Int(result[x]) * share + bright * (255 - share)) / 255)
        }
    }
}
