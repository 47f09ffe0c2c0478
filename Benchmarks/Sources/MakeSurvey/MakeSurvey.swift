import Foundation

/// Writes a synthetic survey of industrial firms: a row for each firm and year; or cells of zones by
/// industries by years; or firms with coordinates.
///
/// No firm in it exists and no figure was observed. The same options always give the same rows; in
/// both orders they are the same rows.
@main struct MakeSurvey {
  static func main() {
    do {
      let options = try SurveyOptions(Array(CommandLine.arguments.dropFirst()))
      if options.kind == .cells {
        var cells = CellTable(seed: options.seed)
        try cells.write(to: options.path)
        return
      }
      let codes = try SurveyCodes(seeds: options.seeds, years: options.years)
      if options.kind == .places {
        let firms = PlacedFirms(
          firms: options.rows, others: options.others, codes: codes, seed: options.seed)
        try firms.write(to: options.path)
      } else {
        try write(Survey(options: options, codes: codes), options)
      }
    } catch {
      FileHandle.standardError.write(Data("MakeSurvey: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func write(_ survey: Survey, _ options: SurveyOptions) throws(SurveyFailure) {
    if options.path.hasSuffix(".xlsx") {
      var workbook = Workbook(header: Survey.header)
      try survey.forEachLine { line throws(SurveyFailure) in workbook.append(line) }
      try workbook.write(to: options.path)
    } else {
      var file = try TextFile(path: options.path, encoding: options.encoding)
      try file.write(Array(Survey.header.joined(separator: ",").utf8) + Survey.lineEnd)
      try survey.forEachLine { line throws(SurveyFailure) in try file.write(line) }
      try file.close()
    }
  }
}

/// Why no survey could be written.
struct SurveyFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
