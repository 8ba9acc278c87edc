// swift-tools-version: 6.3
import PackageDescription

// For `bin/bench walls` alone: a program without permissions, claims, sealing and event log, to see what those cost.
let walls: [SwiftSetting] =
  Context.environment["AFKLARING_WITHOUT_WALLS"] == nil ? [] : [.define("WITHOUT_WALLS")]

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + walls

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
]
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// A target imports only what stands above it in this list.
let package = Package(
  name: "afklaring",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    // Without its traits: they bring all of Foundation, which is 6 MB of resident memory and otherwise not needed.
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    .systemLibrary(name: "CCrack", providers: [.apt(["libcrack2-dev"])]),
    .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CUnistring", providers: [.apt(["libunistring-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: strict),
    .target(name: "PrivateCluster", dependencies: ["Postgres", subprocess, lifecycle, logging], swiftSettings: strict),
    .target(
      name: "Schema", dependencies: ["Postgres", crypto], path: "sql",
      exclude: ["schema.sql"],
      resources: [.embedInCode("migrations"), .embedInCode("views"), .embedInCode("roles.sql")],
      swiftSettings: strict),
    .target(
      name: "Afklaring",
      dependencies: ["CCrack", "CUnistring", "CXLSXWriter", "Postgres", crypto, cryptoExtras, logging, metrics],
      resources: [.embedInCode("Places/kommuner.csv"), .embedInCode("Places/regioner.csv")],
      swiftSettings: strict),
    .target(name: "Capacity", dependencies: ["Afklaring", "Postgres"], swiftSettings: strict),
    .target(name: "Referral", dependencies: ["Capacity", "Afklaring", "Postgres"], swiftSettings: strict),
    .target(name: "CrisisLine", dependencies: ["Afklaring", "Postgres"], swiftSettings: strict),
    .target(name: "Experience", dependencies: ["Afklaring", "Postgres"], swiftSettings: strict),
    .executableTarget(
      name: "afklaringd",
      dependencies: [
        "CQREncode", "PrivateCluster", "Schema", "Afklaring", "Capacity", "Referral", "CrisisLine", "Experience",
        "Postgres",
        hummingbird, hummingbirdCore, arguments, lifecycle, signals, logging, metrics, crypto, subprocess,
      ] + nio,
      resources: [.embedInCode("Web/Style/afklaring.css"), .embedInCode("Web/Script/afklaring.js")],
      swiftSettings: strict),
    .target(
      name: "Fixtures",
      dependencies: [
        "Postgres", "PrivateCluster", "Schema", "Afklaring", "Capacity", "Referral", "CrisisLine", "Experience",
        logging,
      ],
      path: "Tests/Fixtures", exclude: ["Small"], swiftSettings: strict),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "Fixtures"], swiftSettings: strict),
    .testTarget(name: "PrivateClusterTests", dependencies: ["PrivateCluster", logging], swiftSettings: strict),
    .testTarget(
      name: "AfklaringTests", dependencies: ["Afklaring", "Schema", "Postgres", "Fixtures"], swiftSettings: strict),
    .testTarget(name: "CapacityTests", dependencies: ["Capacity", "Postgres", "Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ReferralTests", dependencies: ["Referral", "Capacity", "Postgres", "Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "CrisisLineTests", dependencies: ["CrisisLine", "Afklaring", "Postgres", "Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ExperienceTests", dependencies: ["Experience", "Afklaring", "Postgres", "Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "afklaringdTests",
      dependencies: [
        "afklaringd", "Afklaring", "Referral", "Postgres", "Fixtures", hummingbird, logging, metrics,
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ] + nio,
      swiftSettings: strict),
  ]
)
