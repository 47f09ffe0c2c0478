import ClusterStore
import SQLite
import VirtualTable

/// What an index is asked for by the arguments of its function in SQL; NULL is as if not given.
struct IndexArguments {
  /// What the function takes, in order; lists are texts with commas between.
  static let parameters: [TableFunction.Parameter] =
    [.required("figure"), .required("years")]
    + optional.map { .optional($0, default: .null) }

  private static let optional = [
    "dataset", "zones", "industries", "base", "units", "if_suppressed", "if_missing", "if_absent",
    "settings", "group_level", "of_segment", "source", "target", "division", "vintage", "peer",
    "population_of",
  ]

  /// What a message for the command line calls an argument.
  private static let options = [
    "--years": "years", "--dataset": "dataset", "--zones": "zones", "--industries": "industries",
    "--base": "base", "--over": "units", "--suppressed": "if_suppressed",
    "--missing": "if_missing", "--absent": "if_absent", "--set": "settings",
    "--groups": "group_level", "--segment": "of_segment", "--from": "source", "--to": "target",
    "--divide": "division", "--vintage": "vintage", "--like": "peer",
    "--population": "population_of",
  ]

  private let values: [String: Value]

  /// Takes a value for each parameter.
  init(_ values: [Value]) {
    self.values = Dictionary(
      zip(Self.parameters.map(\.name), values), uniquingKeysWith: { first, _ in first })
  }

  /// A message for the command line in the words of SQL.
  static func inSQL(_ message: String) -> String {
    message.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let option = word.drop { $0 == "(" }.prefix { $0 == "-" || $0.isLetter }
      guard let parameter = options[String(option)] else { return String(word) }
      return word.prefix { $0 == "(" } + parameter + word[option.endIndex...]
    }.joined(separator: " ")
  }

  /// What is asked for.
  ///
  /// - Throws: ``ArgumentProblem`` for an argument that is none, and where the dataset is not given
  ///   and not the only one.
  func request(_ index: String, _ store: Store) throws -> IndexRequest {
    var request = IndexRequest(index: index, dataset: try text("dataset") ?? dataset(store))
    guard let figure = try text("figure") else {
      throw ArgumentProblem("figure is NULL. Give a column of cell_year or firm_year, or firms.")
    }
    request.figure = figure
    request.years = try years()
    request.zones = try list("zones")
    request.industries = try list("industries")
    request.base = try text("base")
    request.units = try choice("units")
    request.suppressed = try choice("if_suppressed") ?? .refuse
    request.missing = try choice("if_missing") ?? .refuse
    request.absent = try choice("if_absent") ?? .apart
    request.settings = try settings()
    request.groups = try text("group_level")
    request.segment = try text("of_segment")
    request.table = try source()
    request.target = try text("target")
    request.division = try choice("division") ?? .refuse
    request.vintage = try year("vintage")
    request.like = try text("peer")
    request.population = try text("population_of")
    return request
  }

  private func dataset(_ store: Store) throws -> String {
    let there = try FigureReader.datasets(in: store)
    guard there.count == 1 else {
      throw ArgumentProblem(
        there.isEmpty
          ? "no dataset has figures by year. Import a survey first."
          : "dataset is not given, and \(there.count) have figures by year. Name one of: "
            + "\(there.joined(separator: ", ")).")
    }
    return there[0]
  }

  private func text(_ name: String) throws(ArgumentProblem) -> String? {
    switch values[name] ?? .null {
    case .null: return nil
    case .text(let text): return text
    case let other: throw ArgumentProblem("\(name) is \(other.inWords). Give a text.")
    }
  }

  private func list(_ name: String) throws(ArgumentProblem) -> [String] {
    (try text(name) ?? "").split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(ArgumentProblem) -> Choice? where Choice.RawValue == String {
    guard let text = try text(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw ArgumentProblem(
        "\(name) is '\(text)'. Give one of: "
          + "\(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return choice
  }

  private func source() throws(ArgumentProblem) -> FigureReader.Table? {
    switch try text("source") {
    case nil: return nil
    case "cells": return .cells
    case "firms": return .firms
    case let other?: throw ArgumentProblem("source is '\(other)'. Give cells or firms.")
    }
  }

  private func years() throws(ArgumentProblem) -> [Int] {
    let wrong =
      "Give a year such as 2019, a text such as '2015,2019' or '2015-2019', or NULL for all."
    switch values["years"] ?? .null {
    case .null: return []
    case .integer(let year):
      guard (1000...2999).contains(year) else {
        throw ArgumentProblem("years is \(year). \(wrong)")
      }
      return [Int(year)]
    case .text(let text):
      guard let list = YearList(text) else {
        throw ArgumentProblem("years is '\(text)'. \(wrong)")
      }
      return list.years
    case let other: throw ArgumentProblem("years is \(other.inWords). \(wrong)")
    }
  }

  private func year(_ name: String) throws(ArgumentProblem) -> Int? {
    switch values[name] ?? .null {
    case .null: return nil
    case .integer(let year) where (1000...2999).contains(year): return Int(year)
    case let other: throw ArgumentProblem("\(name) is \(other.inWords). Give a year.")
    }
  }

  private func settings() throws(ArgumentProblem) -> [String: String] {
    var read: [String: String] = [:]
    var last: String?
    for part in try list("settings") {
      let words = part.split(separator: "=", maxSplits: 1).map(String.init)
      if words.count == 1, let last, !part.contains("=") {
        // A comma inside a value.
        read[last, default: ""] += ",\(part)"
        continue
      }
      guard words.count == 2, read.updateValue(words[1], forKey: words[0]) == nil else {
        throw ArgumentProblem(
          "settings has '\(part)'. Give 'name=value' once for each, with commas between.")
      }
      last = words[0]
    }
    return read
  }
}
