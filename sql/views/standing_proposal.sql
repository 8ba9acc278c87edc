-- The proposals of the latest plan, for those who still wait and were not answered since.
create or replace view standing_proposal with (security_invoker) as
select
  match_proposal.match_plan_id, match_proposal.referral_id, match_proposal.rank, match_proposal.bed_id,
  match_proposal.waited_days, match_proposal.start_on, match_proposal.cost, match_proposal.reasons
from match_proposal
where match_proposal.match_plan_id = (
  select match_plan.match_plan_id from match_plan order by match_plan.made_at desc, match_plan.recorded_at desc limit 1);

-- The beds that the latest plan gives to people whom the actor's municipality does not decide on, so that its meeting sees
-- what is taken: when, and never for whom. Only beds that the municipality may use. It sees past the wall, on purpose.
create or replace function beds_proposed_to_others(on_day date)
returns table (bed_id uuid, start_on date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select standing_proposal.bed_id, standing_proposal.start_on
  from standing_proposal
  join referral on referral.referral_id = standing_proposal.referral_id
  join bed on bed.bed_id = standing_proposal.bed_id
  join site on site.site_id = bed.site_id
  where (select actor_role()) = 'municipal_authority' and referral.state = 'accepted'
    and 'municipality ' || referral.municipality_code <> (select actor_organisation())
    and ('municipality ' || site.municipality_code = (select actor_organisation())
      or exists (
        select from agreement
        where agreement.seller_code = site.municipality_code
          and 'municipality ' || agreement.buyer_code = (select actor_organisation())
          and daterange(agreement.valid_from, agreement.valid_to, '[]') @> on_day));
end
$$;
