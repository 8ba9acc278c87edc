/// Celleform: what may stand in a cell of an imported column, and how the database reads it.
///
/// A cell is read in Swift, travels as text in one canonical form, and is compared and kept in that form; what the
/// checks and the merge see is typed. New shapes are further static members.
public struct CellShape: Sendable {
  /// What a cell becomes in the database.
  enum Kind: Sendable {
    case text, day, instant, wholeNumber, amount, words, yesOrNo
    /// Whole numbers, an empty place for one that is missing.
    case answers
    /// Kept as its index (hexadecimal) and sealed; gives birth date and sex as well.
    case personNumber
    /// Kept as a keyed digest (hexadecimal) and sealed.
    case personName
  }

  let kind: Kind
  /// What stands for an empty cell, in the canonical form.
  let standard: String?
  let read: @Sendable (String, CSVSeparator?) throws(CellRefusal) -> String

  init(
    _ kind: Kind, standard: String? = nil,
    read: @escaping @Sendable (String, CSVSeparator?) throws(CellRefusal) -> String
  ) {
    (self.kind, self.standard, self.read) = (kind, standard, read)
  }

  /// Whether a cell tells who somebody is, so that nothing may quote it.
  var isPersonal: Bool {
    switch kind {
    case .personNumber, .personName: true
    case .text, .day, .instant, .wholeNumber, .amount, .words, .answers, .yesOrNo: false
    }
  }

  /// The typed columns that a canonical cell becomes, as a select list.
  func typed(_ field: String) -> [String] {
    let cell = "merged.\(field)"
    return switch kind {
    case .text: [cell]
    case .day: ["\(cell)::date as \(field)"]
    case .instant:
      [
        "read_instant(\(cell)) as \(field)", "coalesce(length(\(cell)) = 10, false) as \(field)_is_day_only",
        "danish_day(read_instant(\(cell))) as \(field)_day",
      ]
    case .wholeNumber: ["\(cell)::int as \(field)"]
    case .amount: ["\(cell)::numeric as \(field)"]
    case .words: ["coalesce(string_to_array(\(cell), ';'), '{}') as \(field)"]
    case .answers: ["string_to_array(\(cell), ';', '')::int[] as \(field)"]
    case .yesOrNo: ["case \(cell) when 'yes' then true when 'no' then false end as \(field)"]
    case .personNumber:
      ["decode(\(cell), 'hex') as number_index", "merged.born_on", "merged.sex"]
    case .personName: ["\(cell) as name_digest"]
    }
  }
}

/// Why a cell cannot be read: what is allowed there.
public struct CellRefusal: Error, Sendable {
  let allowed: String

  public init(_ allowed: String) {
    self.allowed = allowed
  }

  /// The reason with the cell in it, 60 characters at most; what could be a person's number is not quoted.
  func quoting(_ cell: String) -> String {
    guard !cell.isEmpty, !Self.mayHoldNumber(cell) else { return allowed }
    return "\(allowed); it says \"\(PlainText.shown(cell, limit: 60))\""
  }

  /// Six digits in a row, as the birth date of a person number.
  private static func mayHoldNumber(_ cell: String) -> Bool {
    cell.utf8.split(whereSeparator: { !(48...57).contains($0) }).contains { $0.count >= 6 }
  }
}
