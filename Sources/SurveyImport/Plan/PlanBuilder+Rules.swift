import ClusterModel
import ClusterStore
import SQLite

extension PlanBuilder {
  /// Gives each input the CHECKs of its column; whether these hold every row to all that the table
  /// demands, so that SQLite need not look.
  func addRules(
    of table: String, to inputs: inout [ImportPlan.Input]
  ) throws -> Bool {
    guard let definition = try TableDefinitionReader(store.connection).table(table) else {
      return false
    }
    let rules = CheckRule.rules(definition)
    for place in inputs.indices {
      inputs[place].rules = rules.compactMap { $0 }.filter { inputs[place].isHeld(to: $0) }
    }
    return rules.allSatisfy { rule in
      guard let rule else { return false }
      if let input = inputs.first(where: { $0.column.name == rule.column }) {
        return input.isHeld(to: rule)
      }
      return switch rule.column {
      case "flags": rule.demand == .json
      // What the importer finds of a new firm.
      case "size_class" where table == "firm":
        Firm.SizeClass.allCases.allSatisfy { rule.allows(.text($0.rawValue)) }
          && rule.allowsDefault(of: definition)
      default: rule.allowsDefault(of: definition)
      }
    }
  }
}
