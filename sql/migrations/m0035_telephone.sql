-- Whom a citizen can ring in a municipality: printed in the letters to them.
create table municipality_telephone (
  municipality_code text not null,
  telephone text not null,
  constraint municipality_telephone_key primary key (municipality_code),
  constraint municipality_telephone_municipality foreign key (municipality_code) references municipality,
  constraint municipality_telephone_form check (telephone ~ '^\+?[0-9][0-9 ]{6,18}[0-9]$')
);
call raise_wall('municipality_telephone', 'true',
  $$(select actor_role()) = 'system'
    or (select actor_role()) = 'administrator'
      and (select actor_organisation()) = 'municipality ' || municipality_code$$);
