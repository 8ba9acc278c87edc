-- Sites, their beds, closures, agreements between municipalities, and the nights that are taken.

create table site (
  site_id uuid not null,
  site_code text not null,
  municipality_code text not null,
  name text not null,
  kind text,
  max_stay_days int,
  turnaround_days int not null,
  recorded_from timestamptz not null,
  constraint site_key primary key (site_id),
  constraint site_code_unique unique (site_code),
  constraint site_municipality foreign key (municipality_code) references municipality,
  constraint site_max_stay_is_positive check (max_stay_days between 1 and 3660),
  constraint site_turnaround_is_short check (turnaround_days between 0 and 60)
);

create table bed (
  bed_id uuid not null,
  bed_code text not null,
  site_id uuid not null,
  in_service_from date not null,
  in_service_to date,
  offers text[] not null,
  sexes text[] not null,
  recorded_from timestamptz not null,
  constraint bed_key primary key (bed_id),
  constraint bed_code_unique unique (bed_code),
  constraint bed_site foreign key (site_id) references site,
  constraint bed_service_in_order check (in_service_to > in_service_from),
  constraint bed_sexes_known check (sexes <@ array['female', 'male'])
);

create index bed_by_site on bed (site_id);

create table closure (
  closure_id uuid not null,
  bed_id uuid not null,
  from_day date not null,
  to_day date not null,
  reason text not null,
  recorded_from timestamptz not null,
  constraint closure_key primary key (closure_id),
  constraint closure_bed foreign key (bed_id) references bed,
  constraint closure_in_order check (to_day > from_day),
  constraint closure_one_from_a_day unique (bed_id, from_day)
);

-- A municipality may use another's beds.
create table agreement (
  agreement_id uuid not null,
  buyer_code text not null,
  seller_code text not null,
  valid_from date not null,
  valid_to date,
  price_per_day numeric(10, 2),
  max_places int,
  recorded_from timestamptz not null,
  constraint agreement_key primary key (agreement_id),
  constraint agreement_buyer foreign key (buyer_code) references municipality,
  constraint agreement_seller foreign key (seller_code) references municipality,
  constraint agreement_between_two check (buyer_code <> seller_code),
  constraint agreement_in_order check (valid_to >= valid_from),
  constraint agreement_price_is_not_negative check (price_per_day >= 0),
  constraint agreement_places_are_positive check (max_places >= 1),
  constraint agreement_one_from_a_day unique (buyer_code, seller_code, valid_from)
);

-- What a waiting day costs a municipality, by payee, tier and validity; both to-days are included.
create table rate (
  rate_id uuid not null,
  sector text not null,
  payee text not null,
  from_day int not null,
  to_day int,
  amount numeric(12, 2) not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  recorded_from timestamptz not null,
  constraint rate_key primary key (rate_id),
  constraint rate_sector_known check (sector in ('psychiatry', 'somatic')),
  constraint rate_payee_known check (payee in ('region', 'state')),
  constraint rate_tier_in_order check (from_day >= 1 and to_day >= from_day),
  constraint rate_validity_in_order check (valid_to >= valid_from),
  constraint rate_amount_is_not_negative check (amount >= 0),
  constraint rate_no_overlap exclude using gist (
    sector with =, payee with =, int4range(from_day, to_day, '[]') with &&,
    daterange(valid_from, valid_to, '[]') with &&) deferrable initially immediate
);

call keep_versions_of('site');
call keep_versions_of('bed');
call keep_versions_of('closure');
call keep_versions_of('agreement');
call keep_versions_of('rate');
