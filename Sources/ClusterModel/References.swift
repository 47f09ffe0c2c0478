public struct Zone: Codable, Hashable, Sendable { public var key: String }
public struct Firm: Codable, Hashable, Sendable { public var key: String }
public struct Source: Codable, Hashable, Sendable { public var key: String }
