/// How a measure of a distribution changes with the sizes, as far as its bounds depend on that.
public enum DistributionShape: Hashable, Sendable {
  /// What the sizes are measured against where a distribution is even.
  public enum Level: Hashable, Sendable {
    /// All sizes alike.
    case equal
    /// The sizes as the population.
    case population
    /// The sizes as the mean of the other subjects' shares.
    case othersMean
    /// The sizes as those of all other subjects together.
    case others
  }

  /// It rises with inequality: the sizes at which it is at most a given value form a convex set
  /// (it is quasi-convex), so that it is greatest at a corner of a box. Where a level is named, no
  /// sizes of the same total have less than those that stand at one multiple of the level, as far
  /// as their intervals let them (it is Schur-convex, or its like for unequal weights).
  case inequality(Level?)
  /// It falls with inequality: the negative of ``inequality(_:)``.
  case equality(Level?)
  /// It falls in no size.
  case rising
  /// It is a sum of what each size adds by itself, which jumps at the steps and rises or stays
  /// between them.
  case steps([Double])
  /// Nothing is known of it but where it may jump.
  case other(steps: [Double])

  /// The shape where what the others have varies as well, which is compared with in some.
  var whereOthersVary: DistributionShape {
    switch self {
    case .inequality(.others), .equality(.others): .other(steps: [])
    default: self
    }
  }
}
