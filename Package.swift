// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [
    .unsafeFlags(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fstack-protector-strong"])
]

let package = Package(
    name: "lydite",
    products: [
        .executable(name: "lydite", targets: ["LyditeCLI"]),
        .executable(name: "lydite-keeper", targets: ["lydite-keeper"]),
        .library(name: "Lydite", targets: ["Lydite"]),
    ],
    targets: [
        // Maps of system libraries, each imported by one target.
        .systemLibrary(name: "CSodium"),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CGMP"),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CMicroHTTPD"),

        // FLINT, Arb and Calcium behind one call on our own programs, loaded by the first of them.
        .target(name: "CExact", cSettings: strictC, linkerSettings: [.linkedLibrary("gmp")]),

        // Level 0
        .target(
            name: "LyditeCore",
            dependencies: ["CSodium", "CYAML"],
            swiftSettings: strict),
        .executableTarget(
            name: "lydite-keeper",
            path: "Sources/Keeper",
            cSettings: strictC,
            // Without the Swift library, which it does not use and whose pages every run's clone would copy. Debug
            // builds keep it: a sanitizer's own malloc must be seen by libseccomp.
            linkerSettings: [
                .unsafeFlags(
                    ["-static-stdlib", "-nostartfiles"], .when(configuration: .release)),
                .linkedLibrary("seccomp"),
            ]),

        // Level 1
        .target(name: "LyditeFiles", dependencies: ["LyditeCore"], swiftSettings: strict),
        .target(
            name: "LyditeMath",
            dependencies: ["CExact", "CGMP", "LyditeCore"],
            swiftSettings: strict),
        .target(
            name: "LyditeSandbox",
            dependencies: ["LyditeCore", "lydite-keeper"],
            swiftSettings: strict),
        .target(
            name: "LyditeStore",
            dependencies: ["CSQLite", "LyditeCore"],
            swiftSettings: strict),

        // Level 2
        .target(
            name: "LyditeProblems",
            dependencies: ["LyditeCore", "LyditeFiles", "LyditeMath"],
            swiftSettings: strict),

        // Level 3
        .target(
            name: "LyditeTransform",
            dependencies: ["LyditeCore", "LyditeMath", "LyditeProblems"],
            swiftSettings: strict),
        .target(
            name: "LyditeSampling",
            dependencies: [
                "CCurl", "LyditeCore", "LyditeFiles", "LyditeMath", "LyditeProblems",
                "LyditeSandbox",
                "LyditeStore",
            ],
            swiftSettings: strict),
        .target(
            name: "LyditeVerify",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeMath", "LyditeSandbox", "LyditeProblems",
            ],
            swiftSettings: strict),
        .target(
            name: "LyditeCurate",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeMath", "LyditeProblems", "LyditeStore",
            ],
            swiftSettings: strict),
        .target(
            name: "LyditeExport",
            dependencies: ["LyditeCore", "LyditeFiles", "LyditeStore"],
            swiftSettings: strict),

        // Level 4
        .target(
            name: "LyditeEngine",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeSandbox", "LyditeStore", "LyditeProblems",
                "LyditeTransform", "LyditeSampling", "LyditeVerify", "LyditeCurate",
                "LyditeExport",
            ],
            swiftSettings: strict),

        // Level 5
        .target(
            name: "Lydite",
            dependencies: ["LyditeCore", "LyditeMath"],
            swiftSettings: strict),

        .target(
            name: "LyditeServe",
            dependencies: [
                "CMicroHTTPD", "LyditeCore", "LyditeMath", "LyditeSandbox", "LyditeVerify",
                "LyditeEngine",
            ],
            swiftSettings: strict),

        .target(
            name: "LyditeRegress",
            dependencies: ["LyditeCore", "LyditeFiles", "LyditeProblems", "LyditeVerify"],
            swiftSettings: strict),

        .target(
            name: "LyditeLoop",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeSandbox", "LyditeStore", "LyditeProblems",
                "LyditeSampling", "LyditeVerify", "LyditeCurate", "LyditeExport", "LyditeEngine",
                "LyditeRegress",
            ],
            swiftSettings: strict),

        // Level 6
        .target(
            name: "LyditeBench",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeMath", "LyditeProblems", "LyditeSandbox",
                "LyditeStore", "LyditeTransform", "LyditeVerify", "LyditeCurate", "LyditeExport",
                "LyditeEngine",
            ],
            swiftSettings: strict),

        // Level 7
        .executableTarget(
            name: "LyditeCLI",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeMath", "LyditeSandbox", "LyditeStore",
                "LyditeProblems", "LyditeSampling", "LyditeVerify", "LyditeCurate", "LyditeExport",
                "LyditeEngine", "LyditeRegress", "LyditeLoop", "LyditeServe", "LyditeBench",
                "lydite-keeper",
            ],
            swiftSettings: strict),

        .target(
            name: "Support", path: "Tests/Support", exclude: ["endpoint_stub.py"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeCoreTests", dependencies: ["LyditeCore"], swiftSettings: strict),
        .testTarget(
            name: "LyditeStoreTests",
            dependencies: ["LyditeCore", "LyditeStore", "Support"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeCurateTests",
            dependencies: [
                "LyditeCore", "LyditeCurate", "LyditeFiles", "LyditeProblems", "LyditeStore",
                "Support",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeExportTests",
            dependencies: ["LyditeCore", "LyditeExport", "LyditeStore", "Support"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeCLITests",
            dependencies: ["LyditeCLI", "lydite-keeper", "Support"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeServeTests",
            dependencies: [
                "LyditeCore", "LyditeServe", "LyditeSandbox", "lydite-keeper", "Support",
            ],
            exclude: ["Python"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeLoopTests",
            dependencies: [
                "LyditeCore", "LyditeCurate", "LyditeLoop", "LyditeProblems", "LyditeSampling",
                "LyditeStore", "LyditeCLI", "lydite-keeper", "Support",
            ],
            exclude: ["policy.py"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeBenchTests", dependencies: ["LyditeCore", "LyditeBench"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeRegressTests",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeProblems", "LyditeRegress", "LyditeVerify",
                "Support",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeMathTests",
            dependencies: ["LyditeCore", "LyditeMath", "Support"],
            exclude: ["Oracle", "Fuzz/Fuzz.swift", "Fuzz/math.dict", "Fuzz/corpus.jsonl"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeSandboxTests",
            dependencies: ["LyditeCore", "LyditeSandbox", "lydite-keeper"],
            exclude: ["Faults", "Hostile"],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeProblemsTests",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeMath", "LyditeProblems", "LyditeTransform",
                "LyditeSampling", "Support",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeSamplingTests",
            dependencies: [
                "LyditeCore", "LyditeFiles", "LyditeProblems", "LyditeSampling", "LyditeSandbox",
                "LyditeStore", "LyditeTransform", "Support",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LyditeVerifyTests",
            dependencies: [
                "LyditeCore", "LyditeMath", "LyditeProblems", "LyditeSampling", "LyditeSandbox",
                "LyditeTransform", "LyditeVerify", "lydite-keeper",
            ],
            swiftSettings: strict),
    ]
)

// libFuzzer has its own main and slows what it instruments: built only when asked for, and then
// without the tests, which replay what it found. See "Fuzz" in CONTRIBUTING.md.
if Context.environment["LYDITE_FUZZ"] != nil {
    package.targets.removeAll { $0.type == .test }
    package.targets.append(
        .executableTarget(
            name: "LyditeFuzz", dependencies: ["LyditeCore", "LyditeMath"],
            path: "Tests/LyditeMathTests/Fuzz", exclude: ["math.dict", "corpus.jsonl"],
            swiftSettings: strict))
}
