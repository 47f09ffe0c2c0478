// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// What every Swift target but `SQLite`, the one boundary to C pointers, is built with on top.
let memorySafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "agglom",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "agglom", targets: ["agglom"])],
  traits: [.trait(name: "Excel", description: "Excel files, by libzip, expat and libxlsxwriter.")],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(name: "VirtualTable", dependencies: ["SQLite", "CSQLite"], swiftSettings: strict),
    .target(name: "ClusterModel", swiftSettings: memorySafe),
    .target(name: "Output", swiftSettings: memorySafe),
    .target(
      name: "ClusterStore",
      dependencies: [
        "SQLite", "VirtualTable", "ClusterModel", "Output",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: memorySafe, plugins: ["EmbedText"]),
    .target(name: "Statistics", swiftSettings: memorySafe),
    .target(
      name: "ClusterAnalysis",
      dependencies: ["ClusterStore", "ClusterModel", "Statistics", "SQLite", "VirtualTable"],
      swiftSettings: memorySafe),
    .target(
      name: "SurveyImport",
      dependencies: [
        "ClusterStore", "ClusterModel", "SQLite", "VirtualTable",
        .product(name: "Crypto", package: "swift-crypto"),
        .target(name: "CZip", condition: .when(traits: ["Excel"])),
        .target(name: "CExpat", condition: .when(traits: ["Excel"])),
      ],
      swiftSettings: memorySafe),
    .target(
      name: "DatasetExport",
      dependencies: [
        "ClusterStore", "ClusterModel", "SQLite", "Output",
        .target(name: "CXlsxWriter", condition: .when(traits: ["Excel"])),
        .target(name: "CZip", condition: .when(traits: ["Excel"])),
      ],
      swiftSettings: memorySafe),
    .executableTarget(
      name: "agglom",
      dependencies: [
        "SurveyImport", "DatasetExport", "ClusterAnalysis", "ClusterStore", "ClusterModel",
        "Output", "SQLite", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: memorySafe),
    .executableTarget(name: "embed-text", swiftSettings: memorySafe),
    .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["embed-text"]),
    .target(name: "ScratchFolder", path: "Tests/ScratchFolder", swiftSettings: memorySafe),
    .target(
      name: "SampleStore",
      dependencies: ["ClusterStore", "ClusterModel", "SQLite", "Statistics", "SurveyImport"],
      path: "Tests/SampleStore", swiftSettings: memorySafe),
    .testTarget(
      name: "SQLiteTests", dependencies: ["SQLite", "VirtualTable", "ScratchFolder"],
      swiftSettings: strict),
    .testTarget(
      name: "VirtualTableTests", dependencies: ["VirtualTable", "SQLite"], swiftSettings: strict),
    .testTarget(
      name: "OutputTests", dependencies: ["Output", "ScratchFolder"], swiftSettings: strict),
    .testTarget(name: "ClusterModelTests", dependencies: ["ClusterModel"], swiftSettings: strict),
    .testTarget(
      name: "ClusterStoreTests",
      dependencies: [
        "ClusterStore", "ClusterModel", "Output", "SQLite", "SampleStore", "ScratchFolder",
        "Statistics", "VirtualTable",
      ],
      exclude: ["Fixtures", "Golden"], swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["SampleStore", "Statistics"], swiftSettings: strict),
    .testTarget(
      name: "ClusterAnalysisTests",
      dependencies: [
        "ClusterAnalysis", "ClusterStore", "ClusterModel", "SQLite", "SampleStore", "Statistics",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SurveyImportTests",
      dependencies: [
        "SurveyImport", "ClusterStore", "ClusterModel", "SQLite", "SampleStore", "Statistics",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DatasetExportTests",
      dependencies: [
        "DatasetExport", "ClusterStore", "ClusterModel", "Output", "SQLite", "SampleStore",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "agglomTests",
      dependencies: [
        "agglom", "ClusterStore", "SQLite", "SampleStore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
