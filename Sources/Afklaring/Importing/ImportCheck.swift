public import Postgres

/// Kontrol: what cannot be true of a file's rows, or is worth saying about them, asked of all of them at once.
///
/// The rows that are new or changed stand in the temporary table `arrival`, one typed column per column of the file.
public struct ImportCheck: Sendable {
  /// Selects line, column and reason.
  let rows: SQL

  /// - Parameter rows: a select of line, column and reason.
  public init(_ rows: SQL) {
    self.rows = rows
  }

  /// A row of `arrival` for which the condition holds.
  public static func row(_ column: String, _ reason: String, when condition: SQL) -> ImportCheck {
    ImportCheck("select arrival.line, \(text(column)), \(text(reason)) from arrival where \(condition)")
  }

  /// A code that stands nowhere.
  ///
  /// - Parameters:
  ///   - reason: ends before the code, as in `no bed has the code`.
  ///   - known: a select that gives a row where the code is known.
  public static func unknown(_ column: String, field: String? = nil, _ reason: String, known: SQL) -> ImportCheck {
    let cell = SQL(trusted: "arrival.\(field ?? column)")
    return ImportCheck(
      """
      select
        arrival.line, \(text(column)),
        \(text(reason)) || case when \(cell) ~ '[0-9]{6}' then ' in this cell' else ' "' || left(\(cell), 60) || '"' end
      from arrival where \(cell) is not null and not exists (\(known))
      """)
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

  private static func text(_ text: String) -> SQL {
    SQL(trusted: "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'")
  }
}
