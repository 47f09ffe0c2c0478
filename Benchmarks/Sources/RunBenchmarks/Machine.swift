import Foundation

/// The machine that measures.
enum Machine {
  /// Its processor and its cores, such as `AMD EPYC, 2 cores`.
  static var description: String {
    "\(processor), \(ProcessInfo.processInfo.activeProcessorCount) cores"
  }

  private static var processor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
    return model?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
      ?? "a processor of unknown model"
  }
}
