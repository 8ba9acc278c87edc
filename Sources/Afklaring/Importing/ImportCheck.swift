public import Postgres

/// Kontrol: what cannot be true of a file's rows, or is worth saying about them, asked of all of them at once.
///
/// The rows that are new or changed stand in the temporary table `arrival`, one typed column per column of the file.
public struct ImportCheck: Sendable {
  private enum Question: Sendable {
    /// Asked of one row: the reason, as SQL, what of the row it quotes at its end, and when it holds.
    case row(column: SQL, reason: SQL, quoted: SQL?, condition: SQL)
    /// A select of line, column and reason.
    case rows(SQL)
  }

  private let question: Question

  /// - Parameter rows: a select of line, column and reason.
  public init(_ rows: SQL) {
    question = .rows(rows)
  }

  private init(row question: Question) {
    self.question = question
  }

  /// A row of `arrival` for which the condition holds.
  public static func row(_ column: String, _ reason: String, when condition: SQL) -> ImportCheck {
    ImportCheck(row: .row(column: text(column), reason: text(reason), quoted: nil, condition: condition))
  }

  /// A code that stands nowhere.
  ///
  /// - Parameters:
  ///   - reason: ends before the code, as in `no bed has the code`; of a file of persons, and where it could be a
  ///     person's number, the code is not quoted.
  ///   - known: a select that gives a row where the code is known.
  public static func unknown(_ column: String, _ reason: String, known: SQL) -> ImportCheck {
    let cell = SQL(trusted: "arrival.\(column)")
    return ImportCheck(
      row: .row(
        column: text(column), reason: text(reason), quoted: cell,
        condition: "\(cell) is not null and not exists (\(known))"))
  }

  /// All of them in one select of line, column and reason; what is asked of one row, in one pass.
  static func select(_ checks: [ImportCheck], quoting mayQuote: Bool) -> SQL {
    var (selects, answers, conditions): ([SQL], [SQL], [SQL]) = ([], [], [])
    for check in checks {
      switch check.question {
      case .rows(let select): selects.append(select)
      case .row(let column, let reason, let cell, let condition):
        let quoted = cell.map { mayQuote ? quote($0) : text(" in this cell") } ?? text("")
        answers.append("(\(column), \(reason) || \(quoted), (\(condition)))")
        conditions.append("(\(condition))")
      }
    }
    if !answers.isEmpty {
      selects.append(
        """
        select arrival.line, answer.column_name, answer.reason
        from arrival
        cross join lateral (values \(SQL.joined(answers, separator: ", "))) as answer (column_name, reason, holds)
        where (\(SQL.joined(conditions, separator: " or "))) and answer.holds
        """)
    }
    return .joined(selects, separator: " union all ")
  }

  /// Things of one keeper (a bed, a person, ...) of which no two may hold on one day.
  ///
  /// - Parameters:
  ///   - column: where it is said.
  ///   - reason: what two of them are, as in `two stays in one bed on one night`.
  ///   - claims: a select of keeper, first day, day after the last, and the line, null for what the database holds.
  ///     One pass in the order of the first days finds every line that meets an earlier one.
  public static func overlap(_ column: String, _ reason: String, claims: SQL) -> ImportCheck {
    ImportCheck(
      """
      select distinct met.line, \(text(column)),
        \(text(reason)) || case met.other when 0 then ': the database holds the other' else ': see line ' || met.other end
      from (
        select
          greatest(reached.line, reached.earlier[2]) as line,
          case when reached.line = 0 or reached.earlier[2] = 0 then 0 else least(reached.line, reached.earlier[2]) end
            as other
        from (
          select
            claim.line, claim.first_day,
            max(array[claim.day_after - date '0001-01-01', claim.line]) over (
              partition by claim.keeper
              order by claim.first_day, claim.line
              rows between unbounded preceding and 1 preceding) as earlier
          from (\(claims)) as given (keeper, first_day, day_after, given_line)
          cross join lateral (
            select given.keeper, given.first_day, given.day_after, coalesce(given.given_line, 0)
          ) as claim (keeper, first_day, day_after, line)
          where claim.first_day < claim.day_after
        ) as reached
        where reached.first_day - date '0001-01-01' < reached.earlier[1]
      ) as met
      where met.line > 0
      """)
  }

  private static func quote(_ cell: SQL) -> SQL {
    "case when \(cell) ~ '[0-9]{6}' then ' in this cell' else ' \"' || left(\(cell), 60) || '\"' end"
  }

  private static func text(_ text: String) -> SQL {
    SQL(trusted: "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'")
  }
}
