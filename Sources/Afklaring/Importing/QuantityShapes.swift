extension CellShape {
  /// `2026-11-22`.
  public static var day: CellShape {
    CellShape(.day) { cell, _ throws(CellRefusal) in
      guard let day = CalendarDay(cell) else {
        throw CellRefusal("a date is written 2026-11-22, years 1800 to 2999")
      }
      return day.description
    }
  }

  /// `2026-11-22T14:30` in Danish time or with an offset, or the date alone.
  public static var instant: CellShape {
    CellShape(.instant) { cell, _ throws(CellRefusal) in
      do throws(InstantError) {
        switch try Instant.parseDayOrInstant(cell) {
        case .day(let day): return day.description
        case .instant(let instant): return instant.inUTC
        }
      } catch {
        throw CellRefusal(error.description)
      }
    }
  }

  /// The same with the clock: a day alone does not tell in which shift.
  public static var clockTime: CellShape {
    CellShape(.instant) { cell, separator throws(CellRefusal) in
      let written = try instant.read(cell, separator)
      guard written.utf8.count > 10 else { throw CellRefusal("a day and a time, as in 2026-11-22T14:30") }
      return written
    }
  }

  /// Answers to a questionnaire, a semicolon between them and nothing where one is missing: `3;;2;1;4`.
  public static var answers: CellShape {
    CellShape(.answers) { cell, _ throws(CellRefusal) in
      let places = cell.split(separator: ";", omittingEmptySubsequences: false).map { trimmed(String($0)) }
      guard places.count <= 100,
        places.allSatisfy({ $0.utf8.count <= 2 && $0.utf8.allSatisfy { (48...57).contains($0) } })
      else { throw CellRefusal("whole numbers with semicolons between them, an empty place for a missing one") }
      return places.map { Int($0).map(String.init) ?? "" }.joined(separator: ";")
    }
  }

  /// - Parameter standard: what an empty cell means.
  public static func wholeNumber(_ range: ClosedRange<Int>, standard: Int? = nil) -> CellShape {
    CellShape(.wholeNumber, standard: standard.map(String.init)) { cell, _ throws(CellRefusal) in
      guard cell.utf8.count <= 9, cell.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(cell),
        range.contains(number)
      else { throw CellRefusal("a whole number from \(range.lowerBound) to \(range.upperBound)") }
      return String(number)
    }
  }

  /// Kroner, with a point, or a comma where the separator is a semicolon; kept with two decimals.
  public static func amount(digits: Int) -> CellShape {
    CellShape(.amount) { cell, separator throws(CellRefusal) in
      let mark: Character = separator == .semicolon && !cell.contains(".") ? "," : "."
      let parts = cell.split(separator: mark, omittingEmptySubsequences: false)
      let decimals = parts.count == 2 ? parts[1] : "00"
      guard (1...2).contains(parts.count), (1...digits).contains(parts[0].utf8.count),
        (1...2).contains(decimals.utf8.count),
        (parts[0] + decimals).utf8.allSatisfy({ (48...57).contains($0) }), let kroner = Int(parts[0])
      else {
        throw CellRefusal(
          "an amount is written 2150 or 2150.50 (2150,50 where the separator is a semicolon), "
            + "at most \(digits) digits before the mark and two after it")
      }
      return "\(kroner)." + decimals + (decimals.utf8.count == 1 ? "0" : "")
    }
  }
}
