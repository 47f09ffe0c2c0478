// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

/// The benchmarks of agglom, which `scripts/benchmark` builds and runs.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  targets: [
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .executableTarget(name: "ImportFloor", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(name: "MeasureProcess"),
    .executableTarget(name: "MakeSurvey", dependencies: ["CZip"], swiftSettings: strict),
    .executableTarget(name: "RunBenchmarks", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
