internal import Postgres

/// Where somebody is reminded, and who stands in while they are away.
public struct OwnReminders: Sendable {
  public let email: String?
  public let absence: Absence?

  /// Fravær: from a day to, not including, the day of being back.
  public struct Absence: Sendable {
    public let from, to: CalendarDay
    public let coverName: String
  }
}

extension OwnAccount {
  public func reminders() async throws -> OwnReminders {
    try await database.reading(as: .door) { transaction in
      let row = try await transaction.query(
        """
        select account.email, absence.from_day, absence.to_day, cover.display_name
        from account
        left join absence on absence.account_id = account.account_id
        left join account as cover on cover.account_id = absence.cover_account_id
        where account.account_id = \(id)
        """)[0]
      let (email, from, to, name) = try row.decode(String?.self, CalendarDay?.self, CalendarDay?.self, String?.self)
      var absence: OwnReminders.Absence?
      if let from, let to, let name { absence = OwnReminders.Absence(from: from, to: to, coverName: name) }
      return OwnReminders(email: email, absence: absence)
    }
  }

  /// Reminders go there from now on; nil: nowhere.
  public func setEmail(_ email: String?) async throws {
    try await record("set-email") { transaction in
      transaction.later("update account set email = \(email) where account_id = \(id)")
    }
  }

  /// A colleague of one of the own organisations stands in; nil for the days: nobody any more.
  ///
  /// - Returns: false where no colleague has that user name.
  public func setAbsence(_ days: Range<CalendarDay>?, coveredBy userName: String) async throws -> Bool {
    guard let days else {
      try await record("end-absence") { $0.later("delete from absence where account_id = \(id)") }
      return true
    }
    let cover = try await database.query(
      as: .door,
      """
      select account.account_id
      from account
      join account_role on account_role.account_id = account.account_id
      join account_role as own
        on own.account_id = \(id) and own.role = account_role.role
        and own.municipality_code is not distinct from account_role.municipality_code
        and own.ward_id is not distinct from account_role.ward_id
        and own.site_id is not distinct from account_role.site_id
      where account.user_name = \(userName) and account.account_id <> \(id) and not account.is_disabled
      """
    ).first?.decode(AccountID.self)
    guard let cover else { return false }
    try await record("set-absence") { transaction in
      transaction.later(
        """
        insert into absence (account_id, cover_account_id, from_day, to_day)
        values (\(id), \(cover), \(days.lowerBound), \(days.upperBound))
        on conflict on constraint absence_key do update
        set cover_account_id = excluded.cover_account_id, from_day = excluded.from_day, to_day = excluded.to_day
        """)
    }
    return true
  }
}
