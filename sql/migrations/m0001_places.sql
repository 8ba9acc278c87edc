-- Municipalities, the regions they belong to day by day, and the hospital wards.

create extension if not exists btree_gist;

create table municipality (
  municipality_code text not null,
  name text not null,
  constraint municipality_key primary key (municipality_code),
  constraint municipality_code_has_four_digits check (municipality_code ~ '^[0-9]{4}$')
);

-- A region whose code is not known yet stands under its name.
create table region (
  region_id text not null,
  region_code text,
  name text not null,
  constraint region_key primary key (region_id),
  constraint region_code_unique unique (region_code),
  constraint region_name_unique unique (name)
);

create table municipality_region (
  municipality_code text not null,
  region_id text not null,
  valid_from date not null,
  valid_to date,
  constraint municipality_region_key primary key (municipality_code, valid_from),
  constraint municipality_region_municipality foreign key (municipality_code) references municipality,
  constraint municipality_region_region foreign key (region_id) references region,
  constraint municipality_region_one_at_a_time exclude using gist (
    municipality_code with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- A department known from messages alone has no region here.
create table ward (
  ward_id uuid not null,
  region_id text,
  name text not null,
  sor_code text,
  is_psychiatric boolean not null,
  constraint ward_key primary key (ward_id),
  constraint ward_region foreign key (region_id) references region,
  constraint ward_name_unique unique (region_id, name),
  constraint ward_sor_code_unique unique (sor_code)
);
