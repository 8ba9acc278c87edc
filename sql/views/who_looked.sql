-- Which organisations have looked at what is kept about a person, and when last: for the person, in a letter that somebody
-- prints who is told who the person is. It sees past the walls, on purpose, and names organisations, nobody.
create or replace function who_looked(the_person_id uuid)
returns table (municipality text, place text, role text, last_looked_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if actor_role() = 'system' or exists (
    select from circle
    where circle.subject_id = the_person_id and circle.member = any(actor_circles()) and circle.until > now()
      and circle.is_told)
  then
    return query
      select
        municipality.name, coalesce(ward.name, site.name),
        case when looked.organisation is null then looked.role end, max(looked.recorded_at)
      from journal_entry as looked
      left join municipality on 'municipality ' || municipality.municipality_code = looked.organisation
      left join ward on 'ward ' || ward.ward_id = looked.organisation
      left join site on 'site ' || site.site_id = looked.organisation
      where looked.person_id = the_person_id and looked.kind = 'look'
      group by 1, 2, 3
      order by 4 desc;
  end if;
end
$$;
