-- What a municipality pays for others' beds, night by night up to the as-of day: the nights of stays of its own cases in
-- beds that are not its own, and the price of the agreement in force on that night; null where none says one.
drop function if exists bought_bed_night(timestamptz, date, date);
create function bought_bed_night(as_of timestamptz, from_day date, to_day date)
returns table (buyer_code text, seller_code text, referral_id uuid, night date, price numeric)
language sql stable as $$
  with place as (
    select bed_hold.referral_id, bed_hold.bed_id, bed_hold.first_night, bed_hold.until_night
    from bed_hold
    where bed_hold.kind = 'stay'
    union all
    select bed_hold.left_referral_id, bed_hold.bed_id, bed_hold.first_night, bed_hold.until_night
    from bed_hold
    where bed_hold.kind = 'left'
  )
  select
    referral.municipality_code, site.municipality_code, place.referral_id, night::date,
    (select agreement.price_per_day
     from agreement
     where agreement.buyer_code = referral.municipality_code and agreement.seller_code = site.municipality_code
       and daterange(agreement.valid_from, agreement.valid_to, '[]') @> night::date
     order by agreement.valid_from desc
     limit 1)
  from place
  join referral on referral.referral_id = place.referral_id
  join bed on bed.bed_id = place.bed_id
  join site on site.site_id = bed.site_id
  cross join lateral generate_series(
    greatest(place.first_night, from_day)::timestamp,
    least(place.until_night - 1, to_day, danish_day(as_of))::timestamp, interval '1 day') as night
  where referral.municipality_code <> site.municipality_code
$$;
