-- Whether the municipality that decides on a referral may use a bed (its own it always may), and the first of some nights on
-- which it has as many places at that owner as the agreement lets it have at once. Where there is such a limit, those who ask
-- at a time wait for each other until their transactions end. It sees past the walls, on purpose, and gives no more than that.
create or replace function agreement_room(
  the_referral_id uuid, the_bed_id uuid, on_day date, from_night date, to_night date)
returns table (is_agreed boolean, max_places int, full_on date)
language plpgsql security definer as $$
declare
  buyer text;
  seller text;
  found_id uuid;
  places int;
begin
  select referral.municipality_code into buyer from public.referral where referral.referral_id = the_referral_id;
  select site.municipality_code into seller
  from public.bed join public.site on site.site_id = bed.site_id
  where bed.bed_id = the_bed_id;
  if buyer = seller then
    return query select true, null::int, null::date;
    return;
  end if;
  select agreement.agreement_id, agreement.max_places into found_id, places
  from public.agreement
  where agreement.buyer_code = buyer and agreement.seller_code = seller
    and daterange(agreement.valid_from, agreement.valid_to, '[]') @> on_day
  order by agreement.valid_from desc
  limit 1;
  if places is not null then
    perform from public.agreement where agreement.agreement_id = found_id for no key update;
  end if;
  return query
  with used as materialized (
    select bed_hold.first_night, bed_hold.until_night
    from public.bed_hold
    join public.referral on referral.referral_id = bed_hold.referral_id
    join public.bed on bed.bed_id = bed_hold.bed_id
    join public.site on site.site_id = bed.site_id
    where places is not null and referral.municipality_code = buyer and site.municipality_code = seller
      and bed_hold.referral_id <> the_referral_id and bed_hold.first_night < to_night
      and bed_hold.until_night > from_night
  )
  select
    found_id is not null, places,
    (select min(night)::date
     from generate_series(from_night, to_night - 1, interval '1 day') as night
     where (
       select count(*) from used where used.first_night <= night and used.until_night > night) >= places);
end
$$;

-- How many places the buyer of each agreement of the actor's municipality has at the seller's on a night: offers,
-- assignments and stays. Numbers alone, past the walls.
create or replace function agreement_use(on_day date)
returns table (agreement_id uuid, places bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select agreement.agreement_id, count(used.referral_id)
  from agreement
  left join lateral (
    select bed_hold.referral_id
    from bed_hold
    join referral on referral.referral_id = bed_hold.referral_id
    join bed on bed.bed_id = bed_hold.bed_id
    join site on site.site_id = bed.site_id
    where referral.municipality_code = agreement.buyer_code and site.municipality_code = agreement.seller_code
      and bed_hold.first_night <= on_day and bed_hold.until_night > on_day
  ) as used on true
  where (select actor_role()) in ('municipal_authority', 'administrator')
    and (select actor_organisation()) in
      ('municipality ' || agreement.buyer_code, 'municipality ' || agreement.seller_code)
  group by agreement.agreement_id;
end
$$;
