// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

// Pictures are a million pixels: without the optimizer tests of whole documents take minutes.
let pixels: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "muniment",
    products: [
        .executable(name: "muniment", targets: ["muniment"])
    ],
    targets: [
        // The C libraries. Each is imported by exactly one room below.
        .systemLibrary(
            name: "CNettle", path: "Sources/System/CNettle", pkgConfig: "nettle",
            providers: [.apt(["nettle-dev"])]),
        .systemLibrary(
            name: "CSQLite", path: "Sources/System/CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CPostgres", path: "Sources/System/CPostgres", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CCurl", path: "Sources/System/CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CTurboJPEG", path: "Sources/System/CTurboJPEG", pkgConfig: "libturbojpeg",
            providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(
            name: "CPNG", path: "Sources/System/CPNG", pkgConfig: "libpng",
            providers: [.apt(["libpng-dev"])]),
        .systemLibrary(
            name: "CMicroHTTPD", path: "Sources/System/CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(
            name: "CPango", path: "Sources/System/CPango", pkgConfig: "pangocairo cairo-pdf",
            providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(
            name: "CQRencode", path: "Sources/System/CQRencode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CQPDFObjects", path: "Sources/System/CQPDFObjects", pkgConfig: "libqpdf",
            providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(
            name: "CSeccomp", path: "Sources/System/CSeccomp", pkgConfig: "libseccomp",
            providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CLinux", path: "Sources/System/CLinux"),
        .systemLibrary(
            name: "PopplerCore", path: "Sources/System/PopplerCore", pkgConfig: "poppler",
            providers: [.apt(["libpoppler-private-dev", "libcld2-dev"])]),
        .target(
            name: "CPoppler", dependencies: ["PopplerCore"], path: "Sources/System/CPoppler",
            linkerSettings: [.linkedLibrary("cld2")]),
        .systemLibrary(
            name: "QPDFCore", path: "Sources/System/QPDFCore", pkgConfig: "libqpdf",
            providers: [.apt(["libqpdf-dev"])]),
        .target(
            name: "CQPDF", dependencies: ["QPDFCore"], path: "Sources/System/CQPDF",
            cxxSettings: [.define("POINTERHOLDER_TRANSITION", to: "4")]),
        .target(name: "CHamming", path: "Sources/System/CHamming"),

        // The rooms.
        .target(name: "Hashing", dependencies: ["CHamming", "CNettle"], swiftSettings: pixels),
        .target(
            name: "PDF",
            dependencies: [
                "CPNG", "CPango", "CPoppler", "CQPDF", "CQPDFObjects", "CQRencode", "CTurboJPEG",
            ],
            swiftSettings: strict),
        .target(name: "Signing", dependencies: ["Hashing"], swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: ["Hashing", "Signing", "CCurl", "CPostgres", "CSQLite"],
            swiftSettings: strict),
        .target(
            name: "Worker", dependencies: ["Storage", "CLinux", "CSeccomp"],
            resources: [.embedInCode("Migrations")], swiftSettings: strict),
        .target(
            name: "Ingest", dependencies: ["Hashing", "PDF", "Signing", "Storage", "Worker"],
            resources: [.embedInCode("Migrations")], swiftSettings: strict),
        .target(
            name: "Sharing",
            dependencies: ["Hashing", "Ingest", "PDF", "Signing", "Storage", "Worker"],
            swiftSettings: strict),
        .target(
            name: "API",
            dependencies: [
                "Hashing", "Ingest", "Sharing", "Signing", "Storage", "Worker", "CLinux",
                "CMicroHTTPD",
            ],
            resources: [.embedInCode("OpenAPI/Surfaces")], swiftSettings: strict),
        .executableTarget(
            name: "muniment",
            dependencies: [
                "API", "Hashing", "Ingest", "PDF", "Sharing", "Signing", "Storage", "Worker",
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Hashing", "HostileDocuments", "Ingest", "PDF", "Signing", "Storage", "TestServers",
                "Worker", "muniment",
            ],
            path: "Benchmarks", exclude: ["duplicates", "peers"], swiftSettings: strict),

        // Tests mirror the rooms.
        .target(
            name: "CRecordingVFS", dependencies: ["CSQLite"], path: "Tests/CRecordingVFS"),
        .target(
            name: "TestServers", dependencies: ["CLinux"], path: "Tests/TestServers",
            exclude: ["s3server"], swiftSettings: strict),
        .target(
            name: "HostileDocuments", dependencies: ["TestServers"],
            path: "Tests/HostileDocuments", swiftSettings: pixels),
        .target(
            name: "TestSupport",
            dependencies: ["CRecordingVFS", "Hashing", "Storage", "TestServers", "Worker"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "StoreTestSupport",
            dependencies: [
                "Hashing", "Ingest", "PDF", "Storage", "TestServers", "TestSupport", "Worker",
            ],
            path: "Tests/StoreTestSupport", swiftSettings: strict),
        .executableTarget(
            name: "muniment-test-tool", dependencies: ["Ingest", "Signing", "Storage", "Worker"],
            path: "Tests/TestTool", swiftSettings: strict),
        .testTarget(
            name: "HashingTests", dependencies: ["Hashing", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SigningTests",
            dependencies: ["Hashing", "Signing", "TestServers", "TestSupport"],
            exclude: ["Vectors"], swiftSettings: strict),
        .testTarget(
            name: "PDFTests", dependencies: ["PDF", "CPNG"], exclude: ["Writing/Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Hashing", "Signing", "Storage", "TestServers", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "WorkerTests", dependencies: ["Storage", "TestServers", "TestSupport", "Worker"],
            swiftSettings: strict),
        .testTarget(
            name: "IngestTests",
            // "muniment" is the helper that the tests start.
            dependencies: [
                "Hashing", "Ingest", "PDF", "Storage", "StoreTestSupport", "TestServers",
                "TestSupport", "Worker", "muniment", "muniment-test-tool",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SharingTests",
            dependencies: [
                "Hashing", "Ingest", "PDF", "Sharing", "Signing", "Storage", "StoreTestSupport",
                "TestSupport", "Worker", "muniment",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "Hashing", "Ingest", "PDF", "Sharing", "Signing", "Storage",
                "StoreTestSupport",
                "TestServers", "TestSupport", "Worker", "muniment",
            ],
            exclude: ["Factify/SDK", "OpenAPI/Peers", "S3/Clients"], swiftSettings: strict),
        .testTarget(
            name: "munimentTests",
            dependencies: [
                "Hashing", "HostileDocuments", "Ingest", "Storage", "StoreTestSupport", "Worker",
                "muniment", "muniment-test-tool", "TestServers", "TestSupport",
            ],
            exclude: ["Golden", "Commands/Golden"], swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)

// Instrumented code has another way to begin, so it is built by `make fuzz` alone.
if Context.environment["MUNIMENT_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer"),
        .executableTarget(
            name: "frame-fuzzer", dependencies: ["CFuzzer", "Ingest", "PDF", "Worker"],
            path: "Tests/FrameFuzzer", swiftSettings: strict),
    ]
}
