-- When a person who waits may expect a bed (prognose): the latest forecast, made every night; early and late are the ends of
-- an interval that eight in ten lie within, null where too few stays have ended for one, and expected_on is null beyond a year.
create table bed_forecast (
  referral_id uuid not null,
  made_on date not null,
  expected_on date,
  earliest_on date,
  latest_on date,
  ended_stays int not null,
  constraint bed_forecast_key primary key (referral_id),
  constraint bed_forecast_referral foreign key (referral_id) references referral on delete cascade,
  constraint bed_forecast_in_order check (earliest_on <= expected_on and expected_on <= latest_on)
);
call raise_wall('bed_forecast',
  by_role_or($roles$'system'$roles$, in_circle('bed_forecast', 'referral_id')), $$(select actor_role()) = 'system'$$);

-- Whoever asks what a bed was used for asks by its bed.
create index referral_by_bed on referral (bed_id) where bed_id is not null;
