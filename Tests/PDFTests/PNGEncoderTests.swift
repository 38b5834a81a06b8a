import Foundation
import PDF
import XCTest

final class PNGEncoderTests: XCTestCase {
    /// Reads a PNG of 8-bit RGB by the letter of its specification, with no library of
    /// pictures, and answers its width, its height and the pixels in hexadecimal.
    private static let reader = """
        import sys, struct, zlib
        data = sys.stdin.buffer.read()
        assert data[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
        chunks, at = {}, 8
        while at < len(data):
            length, name = struct.unpack(">I4s", data[at:at + 8])
            body = data[at + 8:at + 8 + length]
            assert zlib.crc32(name + body) == struct.unpack(">I", data[at + 8 + length:][:4])[0]
            chunks[name] = chunks.get(name, b"") + body
            at += 12 + length
        width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
        assert (depth, kind) == (8, 2)
        raw, stride = zlib.decompress(chunks[b"IDAT"]), width * 3
        above, result = bytes(stride), b""
        def paeth(a, b, c):
            p = a + b - c
            return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        for y in range(height):
            kind, line = raw[y * (stride + 1)], raw[y * (stride + 1) + 1:][:stride]
            row = bytearray()
            for x, value in enumerate(line):
                a = row[x - 3] if x >= 3 else 0
                b, c = above[x], above[x - 3] if x >= 3 else 0
                row.append((value + [0, a, b, (a + b) // 2, paeth(a, b, c)][kind]) % 256)
            above = bytes(row)
            result += above
        print(width, height, result.hex())
        """

    private func read(_ file: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", Self.reader]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(file))
        try input.fileHandleForWriting.close()
        let text = try XCTUnwrap(try output.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        XCTAssertEqual(process.terminationStatus, 0)
        return String(decoding: text, as: UTF8.self)
    }

    private func assertKept(
        width: Int, height: Int, file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }
        let encoded = try PNGEncoder.encode(Raster(width: width, height: height, pixels: pixels))
        let hex = pixels.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        XCTAssertEqual(
            try read(encoded), "\(width) \(height) \(hex)\n", file: file, line: line)
    }

    func testEveryPixelIsKept() throws {
        for (width, height) in [(1, 1), (2, 3), (31, 17), (200, 1)] {
            try assertKept(width: width, height: height)
        }
    }

    func testPaperTakesLittleRoom() throws {
        let white = Raster(
            width: 1_000, height: 1_400,
            pixels: [UInt8](repeating: 255, count: 1_000 * 1_400 * 3))
        XCTAssertLessThan(try PNGEncoder.encode(white).count, 30_000)
    }
}
