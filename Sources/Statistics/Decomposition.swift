/// An index of inequality, divided into what lies between groups and what lies within them.
///
/// The two parts add up to the whole.
public struct Decomposition: Hashable, Sendable {
  /// What one group contributes.
  public struct Group: Hashable, Sendable {
    /// The label that its units bear.
    public let label: String
    /// How many units it has.
    public let count: Int
    /// Its share of the total of the values, 0 to 1.
    public let share: Double
    /// The index within the group alone; nil where all its values are 0.
    public let index: Double?
    /// What the group adds to ``Decomposition/within``.
    public let contribution: Double
  }

  /// The index over all units.
  public let total: Double
  /// The index if every unit had the mean of its group.
  public let between: Double
  /// The sum of the groups' contributions.
  public let within: Double
  /// The groups, in the order of their first unit.
  public let groups: [Group]
}

/// The positions of units by their label, in the order of each label's first unit.
func members(of groups: [String]) -> [(label: String, units: [Int])] {
  var (members, numbers): ([(label: String, units: [Int])], [String: Int]) = ([], [:])
  for (unit, label) in groups.enumerated() {
    if let number = numbers[label] {
      members[number].units.append(unit)
    } else {
      numbers[label] = members.count
      members.append((label, [unit]))
    }
  }
  return members
}
