import Testing

@testable import ClusterModel

@Suite struct CreditCodeTests {
  private func problem(_ text: String) -> CreditCodeProblem? {
    do throws(CreditCodeProblem) {
      _ = try CreditCode(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      ("91110000600037341L", CreditCode.Kind.unified), ("121200004013590816", .unified),
      ("91152201078377449P", .unified), ("110108000000016", .registration),
    ])
  func `good codes are taken`(text: String, kind: CreditCode.Kind) throws {
    let code = try CreditCode(text)
    #expect(code.text == text && code.kind == kind)
  }

  @Test(
    arguments: [
      "91152201078377449p", " 9115 2201-0783 77449P ", "９１１５２２０１０７８３７７４４９Ｐ",
      "９１１５２２０１０７８３７７４４９ｐ", "91152201078377449P\u{3000}", "\u{A0}91152201078377449P",
    ])
  func `case, width and spaces are put right`(text: String) throws {
    #expect(try CreditCode(text).text == "91152201078377449P")
  }

  @Test(
    arguments: [
      ("", .length(0)), ("9115220107837744", .length(16)), ("铁西机床厂铁西", .length(21)),
      ("9115220I078377449P", .character(position: 8)),
      ("9115A201078377449P", .character(position: 5)),
      ("B1152201078377449P", .authority),
      ("91152201078377449Q", .check(expected: UInt8(ascii: "P"))),
      ("11010800000001A", .character(position: 15)),
      ("110108000000017", .check(expected: UInt8(ascii: "6"))),
    ] as [(String, CreditCodeProblem)])
  func `bad codes are told by what is wrong`(text: String, expected: CreditCodeProblem) {
    #expect(problem(text) == expected)
    #expect(!"\(expected)".isEmpty)
  }

  @Test func `any one character changed is found`() throws {
    let good = Array("91152201078377449P".utf8)
    for place in good.indices {
      for byte in CreditCode.alphabet where byte != good[place] {
        var changed = good
        changed[place] = byte
        #expect(problem(String(decoding: changed, as: UTF8.self)) != nil, "\(place)")
      }
    }
  }

  @Test func `the organisation code has a check of its own`() {
    // Another character within the organisation code, and the last one made to fit it.
    guard case .check(let expected)? = problem("91152201178377449P")
    else {
      Issue.record("the last character should not fit")
      return
    }
    let text = "91152201178377449" + String(Unicode.Scalar(expected))
    guard case .organisationCheck? = problem(text) else {
      Issue.record("the check of GB 11714 should not hold")
      return
    }
  }

  @Test func `one wrong digit of a registration number is found, and neighbours that swap`() {
    let good = Array("110108000000016".utf8)
    for place in good.indices {
      for byte in UInt8(48)...57 where byte != good[place] {
        var changed = good
        changed[place] = byte
        #expect(problem(String(decoding: changed, as: UTF8.self)) != nil)
      }
    }
  }
}
