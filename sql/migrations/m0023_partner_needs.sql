-- What those need who wait for a bed in a municipality that may ask the actor's for one: needs, and nobody's identity.
create function partner_needs(on_day date)
returns table (municipality_code text, sex text, needs text[], waiting bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select referral.municipality_code, person.sex, referral.needs, count(*)
  from referral
  join person on person.person_id = referral.person_id
  where referral.state = 'accepted' and (select actor_role()) = 'municipal_authority'
    and exists (
      select from agreement
      where agreement.buyer_code = referral.municipality_code
        and 'municipality ' || agreement.seller_code = (select actor_organisation())
        and daterange(agreement.valid_from, agreement.valid_to, '[]') @> on_day)
  group by referral.municipality_code, person.sex, referral.needs;
end
$$;
