internal import Postgres

/// Makes the persons whose number was not met before, all at once.
///
/// Somebody else may add one of them at the same time: whoever is second finds the first's, and the person that was
/// made in vain goes again.
enum ImportedPersons {
  static let statements: [SQL] = [
    """
    create temp table new_person on commit drop as
    select distinct on (changed_row.cpr)
      gen_random_uuid() as person_id, decode(changed_row.cpr, 'hex') as number_index, changed_row.number_sealed,
      changed_row.born_on, changed_row.sex
    from changed_row
    where changed_row.cpr is not null
      and not exists (
        select from person_number where person_number.number_index = decode(changed_row.cpr, 'hex'))
    order by changed_row.cpr, changed_row.line
    """,
    """
    insert into person (person_id, born_on, sex)
    select new_person.person_id, new_person.born_on, new_person.sex from new_person
    """,
    """
    insert into person_number (number_index, person_id, number_sealed)
    select new_person.number_index, new_person.person_id, new_person.number_sealed from new_person
    on conflict (number_index) do nothing
    """,
    """
    delete from person
    using new_person
    where person.person_id = new_person.person_id
      and not exists (select from person_number where person_number.person_id = person.person_id)
    """,
    "analyze person",
    "analyze person_number",
  ]

  /// A person who was there without birth date and sex learns them from the number.
  static let complete: SQL =
    """
    update person
    set born_on = coalesce(person.born_on, arrival.born_on), sex = coalesce(person.sex, arrival.sex)
    from arrival
    where person.person_id = arrival.person_id
      and (person.born_on is null and arrival.born_on is not null or person.sex is null and arrival.sex is not null)
    """
}
