-- The total of somebody's answers; null where one is missing, or there are not as many as the instrument has.
create or replace function instrument_total(the_instrument text, items int[]) returns numeric
language sql stable parallel safe as $$
  select coalesce(instrument.factor * summed.raw, instrument_score.score)
  from instrument
  cross join lateral (
    select sum(item)::int as raw from unnest(items) as item
    having count(*) = count(item) and count(*) = instrument.item_count
  ) as summed
  left join instrument_score
    on instrument_score.instrument_code = instrument.instrument_code and instrument_score.raw_sum = summed.raw
  where instrument.instrument_code = the_instrument
$$;
