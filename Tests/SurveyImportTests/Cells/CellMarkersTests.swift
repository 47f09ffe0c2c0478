import Testing

@testable import SurveyImport

struct CellMarkersTests {
  @Test func `markers are known by list, in every width`() {
    let markers = CellMarkers(missing: ["", "N/A", "-", "…"], suppressed: ["(D)"])
    for text in ["", " ", "n/a", "Ｎ／Ａ", "-", "－", "—", "——", "…", "...", "……", "\u{3000}"] {
      #expect(markers.meaning(of: text) == .missing, "\(text)")
    }
    for text in ["(D)", "（D）", "(d)"] { #expect(markers.meaning(of: text) == .suppressed) }
    for text in ["0", "-1", "x", "/"] { #expect(markers.meaning(of: text) == nil, "\(text)") }
  }

  @Test func `a cell that looks like a marker gets a hint and no meaning`() {
    for text in ["N/A", "-", "…", "/", "x", "（D）", "不详"] {
      #expect(CellMarkers.hint(for: text)?.contains("missing") == true, "\(text)")
    }
    #expect(CellMarkers.hint(for: "12") == nil)
  }
}
