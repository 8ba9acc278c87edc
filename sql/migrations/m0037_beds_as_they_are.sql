-- Houses close their own beds, and say that what is known of their beds still holds; agreements are kept by the owner of the
-- beds.

-- Somebody looked at what is shown of a house's beds, and it was right (bekraeftelse).
create table site_statement (
  site_statement_id uuid not null,
  site_id uuid not null,
  stated_at timestamptz not null,
  constraint site_statement_key primary key (site_statement_id),
  constraint site_statement_site foreign key (site_id) references site
);
create index site_statement_by_site on site_statement (site_id, stated_at desc);
call raise_wall('site_statement', 'true',
  $$(select actor_role()) = 'system'
    or (select actor_role()) = 'site_staff' and (select actor_organisation()) = 'site ' || site_id
    or (select actor_role()) in ('administrator', 'municipal_authority') and exists (
      select from site
      where site.site_id = site_statement.site_id
        and 'municipality ' || site.municipality_code = (select actor_organisation()))$$);

do $$
declare
  of_referral text := in_circle('bed_hold', 'referral_id') || ' or ' || in_circle('bed_hold', 'left_referral_id');
  own text := $bed$exists (
    select from bed join site on site.site_id = bed.site_id
    where bed.bed_id = %1$s.bed_id and (select actor_organisation()) = any(
      array['municipality ' || site.municipality_code, 'site ' || site.site_id]) offset 0)$bed$;
  writing text := by_role_or($roles$'system'$roles$,
    of_referral || $or$ or bed_hold.kind = 'closure' and $or$ || format(own, 'bed_hold'));
  closing text := by_role_or($roles$'system'$roles$, format(own, 'closure'));
begin
  execute format('alter policy bed_hold_is_added_by on bed_hold with check (%s)', writing);
  execute format('alter policy bed_hold_is_changed_by on bed_hold using (%s)', writing);
  execute format('alter policy bed_hold_is_removed_by on bed_hold using (%s)', writing);
  execute format('alter policy closure_is_added_by on closure with check (%s)', closing);
  execute format('alter policy closure_is_changed_by on closure using (%s)', closing);
  execute format('alter policy closure_is_removed_by on closure using (%s)', closing);
end
$$;
-- Whoever closes a bed locks it first.
alter policy bed_is_changed_by on bed using (
  (select actor_role()) in ('system', 'municipal_authority', 'site_staff', 'discharge_coordinator', 'administrator'));

-- Whose beds they are says who may use them: a buyer does not let itself in.
alter policy agreement_is_added_by on agreement with check ((select actor_role()) = 'system'
  or (select actor_role()) = 'administrator' and (select actor_organisation()) = 'municipality ' || seller_code);
alter policy agreement_is_changed_by on agreement using ((select actor_role()) = 'system'
  or (select actor_role()) = 'administrator' and (select actor_organisation()) = 'municipality ' || seller_code);
alter policy agreement_is_removed_by on agreement using ((select actor_role()) = 'system'
  or (select actor_role()) = 'administrator' and (select actor_organisation()) = 'municipality ' || seller_code);
