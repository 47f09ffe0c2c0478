import Foundation

/// Random numbers that the seed alone decides: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 to below `count`.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  /// Above 0, at most 1.
  mutating func unit() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }

  /// Whether something of that probability happens.
  mutating func chance(_ probability: Double) -> Bool { unit() <= probability }

  /// Normally distributed (Box and Muller, "A note on the generation of random normal deviates",
  /// 1958).
  mutating func normal(_ mean: Double, _ deviation: Double) -> Double {
    mean + deviation * (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit())
  }
}
