public import Afklaring
internal import Postgres

/// The files of the experience collection.
public enum ExperienceImports {
  public static let all: [ImportKind] = [.measurements]
}

extension ImportKind {
  /// Målinger: answers to the instruments that the database holds.
  public static let measurements = ImportKind(
    "measurements",
    columns: [
      .required("cpr", .personNumber), .required("instrument", .word), .required("measured_on", .day),
      .required("occasion", .one(of: ["move_in", "during", "move_out", "follow_up"])), .required("items", .answers),
    ],
    key: ["cpr", "instrument", "measured_on", "occasion"],
    subject: """
      (select measurement.measurement_id
       from measurement
       join person_number on person_number.person_id = measurement.person_id
       where person_number.number_index = decode(written.cpr, 'hex')
         and measurement.instrument_code = written.instrument
         and measurement.measured_on = written.measured_on::date and measurement.occasion = written.occasion)
      """,
    links: (
      ["person_number.person_id", "instrument.item_count", "instrument.lowest_answer", "instrument.highest_answer"],
      """
      left join person_number on person_number.number_index = decode(merged.cpr, 'hex')
      left join instrument on instrument.instrument_code = merged.instrument
      """
    ),
    refusals: [
      ImportCheck(
        """
        select arrival.line, 'instrument',
          'one of ' || (select string_agg(instrument.instrument_code, ', ' order by instrument.instrument_code)
            from instrument)
        from arrival
        where arrival.item_count is null
        """),
      ImportCheck(
        """
        select arrival.line, 'items', 'expected ' || arrival.item_count || ' answers, an empty place for a missing one'
        from arrival
        where cardinality(arrival.items) <> arrival.item_count
        """),
      ImportCheck(
        """
        select arrival.line, 'items',
          'expected whole numbers from ' || arrival.lowest_answer || ' to ' || arrival.highest_answer
        from arrival
        where exists (
          select from unnest(arrival.items) as item
          where item not between arrival.lowest_answer and arrival.highest_answer)
        """),
    ],
    merge: [
      Upsert.into(
        "measurement", key: ("measurement_id", "arrival.subject_id"),
        [
          "person_id": "arrival.person_id", "instrument_code": "arrival.instrument",
          "measured_on": "arrival.measured_on", "occasion": "arrival.occasion", "items": "arrival.items",
        ],
        from: "arrival")
    ],
    rules: ["measurement_once": "one person has two measurements of one instrument, day and occasion"])
}
