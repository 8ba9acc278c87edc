-- One bed, one night: every offer, assignment, stay and closure takes its nights here, turnaround days copied in.

create table bed_hold (
  bed_hold_id uuid not null,
  bed_id uuid not null,
  kind text not null,
  first_night date not null,
  until_night date not null,
  turnaround_days int not null,
  taken daterange generated always as (daterange(first_night, until_night + turnaround_days)) stored,
  referral_id uuid,
  closure_id uuid,
  recorded_from timestamptz not null,
  constraint bed_hold_key primary key (bed_hold_id),
  constraint bed_hold_bed foreign key (bed_id) references bed,
  constraint bed_hold_referral foreign key (referral_id) references referral,
  constraint bed_hold_closure foreign key (closure_id) references closure on delete cascade,
  constraint bed_hold_kind_known check (kind in ('offer', 'assignment', 'stay', 'closure')),
  constraint bed_hold_for_one_thing check (
    (kind = 'closure') = (closure_id is not null) and (kind <> 'closure') = (referral_id is not null)),
  constraint bed_hold_in_order check (until_night >= first_night),
  constraint bed_hold_turnaround_is_short check (turnaround_days between 0 and 60),
  constraint bed_hold_no_overlap exclude using gist (
    bed_id with =, taken with &&) deferrable initially immediate
);

create unique index bed_hold_one_per_referral on bed_hold (referral_id);

call keep_versions_of('bed_hold');

-- The first night from a given one on that the bed is neither taken nor out of service, or null.
create function first_free_night(the_bed_id uuid, from_night date) returns date
language sql stable as $$
  with candidate as (
    select greatest(from_night, bed.in_service_from) as night from bed where bed.bed_id = the_bed_id
    union
    select upper(bed_hold.taken) as night
    from bed_hold
    where bed_hold.bed_id = the_bed_id and upper(bed_hold.taken) > from_night
  )
  select min(candidate.night)
  from candidate
  join bed on bed.bed_id = the_bed_id
  where candidate.night >= bed.in_service_from
    and (bed.in_service_to is null or candidate.night < bed.in_service_to)
    and not exists (
      select 1 from bed_hold where bed_hold.bed_id = the_bed_id and bed_hold.taken @> candidate.night)
$$;
