-- The whole schema, as the migrations make it. Written by a test; renewed by bin/golden.

table absence
  account_id uuid not null
  cover_account_id uuid not null
  from_day date not null
  to_day date not null
  constraint absence_account FOREIGN KEY (account_id) REFERENCES account(account_id)
  constraint absence_by_another CHECK ((account_id <> cover_account_id))
  constraint absence_cover FOREIGN KEY (cover_account_id) REFERENCES account(account_id)
  constraint absence_in_order CHECK ((to_day > from_day))
  constraint absence_key PRIMARY KEY (account_id)
  policy absence_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))
  policy absence_is_changed_by for update using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))
  policy absence_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((( SELECT actor_account() AS actor_account) = (account_id)::text) OR (( SELECT actor_account() AS actor_account) = (cover_account_id)::text)))
  policy absence_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))

table account
  account_id uuid not null
  user_name text not null
  display_name text not null
  password_salt bytea not null
  password_hash bytea not null
  is_disabled boolean not null default false
  created_at timestamp with time zone not null default now()
  must_change_password boolean not null default false
  totp_sealed bytea
  totp_step bigint
  is_made_up boolean not null default false
  email text
  constraint account_email_is_one CHECK (((email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text) AND (length(email) <= 254)))
  constraint account_key PRIMARY KEY (account_id)
  constraint account_user_name_shape CHECK ((user_name ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text))
  constraint account_user_name_unique UNIQUE (user_name)
  policy account_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR (( SELECT actor_role() AS actor_role) = 'administrator'::text))
  policy account_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((stated_role() = 'administrator'::text) AND is_administered(account_id)))
  policy account_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text, 'auditor'::text])) OR ((account_id)::text = ( SELECT actor_account() AS actor_account)) OR ((stated_role() = 'administrator'::text) AND (EXISTS ( SELECT
   FROM account_role
  WHERE ((account_role.account_id = account.account_id) AND is_administered_role(account_role.municipality_code, account_role.site_id))
 OFFSET 0))))
  policy account_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))

table account_role
  account_id uuid not null
  role text not null
  municipality_code text
  ward_id uuid
  site_id uuid
  constraint account_role_account FOREIGN KEY (account_id) REFERENCES account(account_id)
  constraint account_role_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint account_role_once UNIQUE NULLS NOT DISTINCT (account_id, role, municipality_code, ward_id, site_id)
  constraint account_role_place CHECK (
CASE role
    WHEN 'discharge_coordinator'::text THEN ((ward_id IS NOT NULL) AND (municipality_code IS NULL) AND (site_id IS NULL))
    WHEN 'municipal_authority'::text THEN ((municipality_code IS NOT NULL) AND (ward_id IS NULL) AND (site_id IS NULL))
    WHEN 'site_staff'::text THEN ((site_id IS NOT NULL) AND (municipality_code IS NULL) AND (ward_id IS NULL))
    WHEN 'administrator'::text THEN ((municipality_code IS NOT NULL) AND (ward_id IS NULL) AND (site_id IS NULL))
    WHEN 'project_staff'::text THEN ((municipality_code IS NULL) AND (ward_id IS NULL) AND (site_id IS NULL))
    WHEN 'auditor'::text THEN ((ward_id IS NULL) AND (site_id IS NULL))
    ELSE false
END)
  constraint account_role_site FOREIGN KEY (site_id) REFERENCES site(site_id)
  constraint account_role_ward FOREIGN KEY (ward_id) REFERENCES ward(ward_id)
  policy account_role_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((stated_role() = 'administrator'::text) AND is_administered_role(municipality_code, site_id)))
  policy account_role_is_changed_by for update using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))
  policy account_role_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text, 'auditor'::text])) OR ((account_id)::text = ( SELECT actor_account() AS actor_account)) OR ((stated_role() = 'administrator'::text) AND is_administered_role(municipality_code, site_id)))
  policy account_role_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((stated_role() = 'administrator'::text) AND is_administered_role(municipality_code, site_id)))

table actor_key
  key_id integer not null
  inner_block bytea not null
  outer_block bytea not null
  constraint actor_key_key PRIMARY KEY (key_id)
  policy actor_key_is_added_by for insert with check false
  policy actor_key_is_changed_by for update using false
  policy actor_key_is_read_by for select using false
  policy actor_key_is_removed_by for delete using false

table admission
  admission_id uuid not null
  person_id uuid not null
  ward_id uuid not null
  home_municipality_code text not null
  admitted_at timestamp with time zone not null
  admitted_is_day_only boolean not null default false
  is_acute boolean
  discharged_at timestamp with time zone
  discharged_is_day_only boolean not null default false
  recorded_from timestamp with time zone not null
  constraint admission_home_municipality FOREIGN KEY (home_municipality_code) REFERENCES municipality(municipality_code)
  constraint admission_in_order CHECK ((discharged_at >= admitted_at))
  constraint admission_key PRIMARY KEY (admission_id)
  constraint admission_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  constraint admission_ward FOREIGN KEY (ward_id) REFERENCES ward(ward_id)
  CREATE TRIGGER admission_draws_circles AFTER INSERT ON public.admission REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_circles_of_admitted()
  CREATE TRIGGER admission_keep BEFORE DELETE OR UPDATE ON public.admission FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER admission_leaves_circles AFTER DELETE ON public.admission FOR EACH ROW EXECUTE FUNCTION draw_circle_of_changed('admission_id')
  CREATE TRIGGER admission_redraws_circle AFTER UPDATE ON public.admission FOR EACH ROW WHEN ((((((old.person_id IS DISTINCT FROM new.person_id) OR (old.ward_id IS DISTINCT FROM new.ward_id)) OR (old.home_municipality_code IS DISTINCT FROM new.home_municipality_code)) OR (old.admitted_at IS DISTINCT FROM new.admitted_at)) OR (old.discharged_at IS DISTINCT FROM new.discharged_at))) EXECUTE FUNCTION draw_circle_of_changed('admission_id')
  CREATE TRIGGER admission_stamp BEFORE INSERT ON public.admission FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX admission_by_person ON public.admission USING btree (person_id, admitted_at)
  CREATE INDEX admission_by_ward ON public.admission USING btree (ward_id, admitted_at)
  CREATE INDEX admission_in_hospital ON public.admission USING btree (ward_id) WHERE (discharged_at IS NULL)
  policy admission_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = admission.admission_id)
     OFFSET 0))
END
  policy admission_is_added_by_ward for insert with check (('ward '::text || ward_id) = ANY (( SELECT actor_circles() AS actor_circles)::text[]))
  policy admission_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = admission.admission_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = admission.admission_id)
     OFFSET 0))
END
  policy admission_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = admission.admission_id)
     OFFSET 0))
END
  policy admission_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = admission.admission_id)
     OFFSET 0))
END

table admission_episode
  person_id uuid not null
  episode text not null
  ordinal integer not null
  admission_id uuid not null
  is_made_by_messages boolean not null
  constraint admission_episode_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id) ON DELETE CASCADE
  constraint admission_episode_key PRIMARY KEY (person_id, episode, ordinal)
  CREATE INDEX admission_episode_by_admission ON public.admission_episode USING btree (admission_id)
  policy admission_episode_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy admission_episode_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy admission_episode_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy admission_episode_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table admission_history
  admission_id uuid not null
  person_id uuid not null
  ward_id uuid not null
  home_municipality_code text not null
  admitted_at timestamp with time zone not null
  admitted_is_day_only boolean not null
  is_acute boolean
  discharged_at timestamp with time zone
  discharged_is_day_only boolean not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX admission_history_by_id ON public.admission_history USING btree (admission_id)
  policy admission_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = admission_history.admission_id)
     OFFSET 0))
END

view admission_version
  admission_id uuid
  person_id uuid
  ward_id uuid
  home_municipality_code text
  admitted_at timestamp with time zone
  admitted_is_day_only boolean
  is_acute boolean
  discharged_at timestamp with time zone
  discharged_is_day_only boolean
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.admission_id,
    present.person_id,
    present.ward_id,
    present.home_municipality_code,
    present.admitted_at,
    present.admitted_is_day_only,
    present.is_acute,
    present.discharged_at,
    present.discharged_is_day_only,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM admission present
UNION ALL
 SELECT past.admission_id,
    past.person_id,
    past.ward_id,
    past.home_municipality_code,
    past.admitted_at,
    past.admitted_is_day_only,
    past.is_acute,
    past.discharged_at,
    past.discharged_is_day_only,
    past.recorded_from,
    past.recorded_to
   FROM admission_history past;

table agreement
  agreement_id uuid not null
  buyer_code text not null
  seller_code text not null
  valid_from date not null
  valid_to date
  price_per_day numeric(10,2)
  max_places integer
  recorded_from timestamp with time zone not null
  constraint agreement_between_two CHECK ((buyer_code <> seller_code))
  constraint agreement_buyer FOREIGN KEY (buyer_code) REFERENCES municipality(municipality_code)
  constraint agreement_in_order CHECK ((valid_to >= valid_from))
  constraint agreement_key PRIMARY KEY (agreement_id)
  constraint agreement_one_from_a_day UNIQUE (buyer_code, seller_code, valid_from)
  constraint agreement_places_are_positive CHECK ((max_places >= 1))
  constraint agreement_price_is_not_negative CHECK ((price_per_day >= (0)::numeric))
  constraint agreement_seller FOREIGN KEY (seller_code) REFERENCES municipality(municipality_code)
  CREATE TRIGGER agreement_keep BEFORE DELETE OR UPDATE ON public.agreement FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER agreement_stamp BEFORE INSERT ON public.agreement FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy agreement_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || seller_code))))
  policy agreement_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || seller_code))))
  policy agreement_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text])) OR ((( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || buyer_code)) OR (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || seller_code))))
  policy agreement_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || seller_code))))

table agreement_history
  agreement_id uuid not null
  buyer_code text not null
  seller_code text not null
  valid_from date not null
  valid_to date
  price_per_day numeric(10,2)
  max_places integer
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX agreement_history_by_id ON public.agreement_history USING btree (agreement_id)
  policy agreement_history_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text])) OR ((( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || buyer_code)) OR (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || seller_code))))

view agreement_version
  agreement_id uuid
  buyer_code text
  seller_code text
  valid_from date
  valid_to date
  price_per_day numeric(10,2)
  max_places integer
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.agreement_id,
    present.buyer_code,
    present.seller_code,
    present.valid_from,
    present.valid_to,
    present.price_per_day,
    present.max_places,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM agreement present
UNION ALL
 SELECT past.agreement_id,
    past.buyer_code,
    past.seller_code,
    past.valid_from,
    past.valid_to,
    past.price_per_day,
    past.max_places,
    past.recorded_from,
    past.recorded_to
   FROM agreement_history past;

table bed
  bed_id uuid not null
  bed_code text not null
  site_id uuid not null
  in_service_from date not null
  in_service_to date
  offers text[] not null
  sexes text[] not null
  recorded_from timestamp with time zone not null
  constraint bed_code_unique UNIQUE (bed_code)
  constraint bed_key PRIMARY KEY (bed_id)
  constraint bed_service_in_order CHECK ((in_service_to > in_service_from))
  constraint bed_sexes_known CHECK ((sexes <@ ARRAY['female'::text, 'male'::text]))
  constraint bed_site FOREIGN KEY (site_id) REFERENCES site(site_id)
  CREATE TRIGGER bed_keep BEFORE DELETE OR UPDATE ON public.bed FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER bed_stamp BEFORE INSERT ON public.bed FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX bed_by_site ON public.bed USING btree (site_id)
  policy bed_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR (EXISTS ( SELECT
   FROM site
  WHERE ((site.site_id = bed.site_id) AND (('municipality '::text || site.municipality_code) = ( SELECT actor_organisation() AS actor_organisation))))))
  policy bed_is_changed_by for update using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'municipal_authority'::text, 'site_staff'::text, 'discharge_coordinator'::text, 'administrator'::text])) with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR (EXISTS ( SELECT
   FROM site
  WHERE ((site.site_id = bed.site_id) AND (('municipality '::text || site.municipality_code) = ( SELECT actor_organisation() AS actor_organisation))))))
  policy bed_is_read_by for select using true
  policy bed_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR (EXISTS ( SELECT
   FROM site
  WHERE ((site.site_id = bed.site_id) AND (('municipality '::text || site.municipality_code) = ( SELECT actor_organisation() AS actor_organisation))))))

table bed_forecast
  referral_id uuid not null
  made_on date not null
  expected_on date
  earliest_on date
  latest_on date
  ended_stays integer not null
  constraint bed_forecast_in_order CHECK (((earliest_on <= expected_on) AND (expected_on <= latest_on)))
  constraint bed_forecast_key PRIMARY KEY (referral_id)
  constraint bed_forecast_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id) ON DELETE CASCADE
  policy bed_forecast_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy bed_forecast_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy bed_forecast_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_forecast.referral_id)
     OFFSET 0))
END
  policy bed_forecast_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table bed_history
  bed_id uuid not null
  bed_code text not null
  site_id uuid not null
  in_service_from date not null
  in_service_to date
  offers text[] not null
  sexes text[] not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX bed_history_by_id ON public.bed_history USING btree (bed_id)
  policy bed_history_is_read_by for select using true

table bed_hold
  bed_hold_id uuid not null
  bed_id uuid not null
  kind text not null
  first_night date not null
  until_night date not null
  turnaround_days integer not null
  taken daterange default daterange(first_night, (until_night + turnaround_days))
  referral_id uuid
  closure_id uuid
  recorded_from timestamp with time zone not null
  left_referral_id uuid
  constraint bed_hold_bed FOREIGN KEY (bed_id) REFERENCES bed(bed_id)
  constraint bed_hold_closure FOREIGN KEY (closure_id) REFERENCES closure(closure_id) ON DELETE CASCADE
  constraint bed_hold_for_one_thing CHECK ((((kind = 'closure'::text) = (closure_id IS NOT NULL)) AND ((kind = 'left'::text) = (left_referral_id IS NOT NULL)) AND ((kind = ANY (ARRAY['offer'::text, 'assignment'::text, 'stay'::text])) = (referral_id IS NOT NULL))))
  constraint bed_hold_in_order CHECK ((until_night >= first_night))
  constraint bed_hold_key PRIMARY KEY (bed_hold_id)
  constraint bed_hold_kind_known CHECK ((kind = ANY (ARRAY['offer'::text, 'assignment'::text, 'stay'::text, 'left'::text, 'closure'::text])))
  constraint bed_hold_left_referral FOREIGN KEY (left_referral_id) REFERENCES referral(referral_id)
  constraint bed_hold_no_overlap EXCLUDE USING gist (bed_id WITH =, taken WITH &&) DEFERRABLE
  constraint bed_hold_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  constraint bed_hold_turnaround_is_short CHECK (((turnaround_days >= 0) AND (turnaround_days <= 60)))
  CREATE TRIGGER bed_hold_draws_circles AFTER INSERT ON public.bed_hold REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_circles_of_held()
  CREATE TRIGGER bed_hold_keep BEFORE DELETE OR UPDATE ON public.bed_hold FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER bed_hold_leaves_circles AFTER DELETE ON public.bed_hold FOR EACH ROW WHEN ((old.referral_id IS NOT NULL)) EXECUTE FUNCTION draw_circle_of_changed_hold()
  CREATE TRIGGER bed_hold_redraws_circle AFTER UPDATE ON public.bed_hold FOR EACH ROW WHEN ((((old.referral_id IS DISTINCT FROM new.referral_id) OR (old.bed_id IS DISTINCT FROM new.bed_id)) OR (old.kind IS DISTINCT FROM new.kind))) EXECUTE FUNCTION draw_circle_of_changed_hold()
  CREATE TRIGGER bed_hold_stamp BEFORE INSERT ON public.bed_hold FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX bed_hold_left_by ON public.bed_hold USING btree (left_referral_id) WHERE (left_referral_id IS NOT NULL)
  CREATE UNIQUE INDEX bed_hold_one_per_referral ON public.bed_hold USING btree (referral_id)
  policy bed_hold_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.referral_id)
     OFFSET 0)) OR (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.left_referral_id)
     OFFSET 0)) OR ((kind = 'closure'::text) AND (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = bed_hold.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0))))
END
  policy bed_hold_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.referral_id)
     OFFSET 0)) OR (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.left_referral_id)
     OFFSET 0)) OR ((kind = 'closure'::text) AND (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = bed_hold.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0))))
END
  policy bed_hold_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE ((EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.referral_id)
     OFFSET 0)) OR (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.left_referral_id)
     OFFSET 0)) OR (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = bed_hold.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0)))
END
  policy bed_hold_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.referral_id)
     OFFSET 0)) OR (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold.left_referral_id)
     OFFSET 0)) OR ((kind = 'closure'::text) AND (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = bed_hold.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0))))
END

table bed_hold_history
  bed_hold_id uuid not null
  bed_id uuid not null
  kind text not null
  first_night date not null
  until_night date not null
  turnaround_days integer not null
  taken daterange
  referral_id uuid
  closure_id uuid
  recorded_from timestamp with time zone not null
  left_referral_id uuid
  recorded_to timestamp with time zone not null
  CREATE INDEX bed_hold_history_by_id ON public.bed_hold_history USING btree (bed_hold_id)
  policy bed_hold_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE ((EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold_history.referral_id)
     OFFSET 0)) OR (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_hold_history.left_referral_id)
     OFFSET 0)) OR (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = bed_hold_history.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0)))
END

view bed_hold_version
  bed_hold_id uuid
  bed_id uuid
  kind text
  first_night date
  until_night date
  turnaround_days integer
  taken daterange
  referral_id uuid
  closure_id uuid
  recorded_from timestamp with time zone
  left_referral_id uuid
  recorded_to timestamp with time zone
  as  SELECT present.bed_hold_id,
    present.bed_id,
    present.kind,
    present.first_night,
    present.until_night,
    present.turnaround_days,
    present.taken,
    present.referral_id,
    present.closure_id,
    present.recorded_from,
    present.left_referral_id,
    NULL::timestamp with time zone AS recorded_to
   FROM bed_hold present
UNION ALL
 SELECT past.bed_hold_id,
    past.bed_id,
    past.kind,
    past.first_night,
    past.until_night,
    past.turnaround_days,
    past.taken,
    past.referral_id,
    past.closure_id,
    past.recorded_from,
    past.left_referral_id,
    past.recorded_to
   FROM bed_hold_history past;

table bed_leave
  bed_leave_id uuid not null
  referral_id uuid not null
  from_day date not null
  to_day date
  reason text not null
  recorded_from timestamp with time zone not null
  constraint bed_leave_in_order CHECK ((to_day >= from_day))
  constraint bed_leave_key PRIMARY KEY (bed_leave_id)
  constraint bed_leave_one_at_a_time EXCLUDE USING gist (referral_id WITH =, daterange(from_day, to_day) WITH &&) DEFERRABLE
  constraint bed_leave_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  CREATE TRIGGER bed_leave_keep BEFORE DELETE OR UPDATE ON public.bed_leave FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER bed_leave_stamp BEFORE INSERT ON public.bed_leave FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy bed_leave_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_leave.referral_id)
     OFFSET 0))
END
  policy bed_leave_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_leave.referral_id)
     OFFSET 0))
END
  policy bed_leave_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_leave.referral_id)
     OFFSET 0))
END
  policy bed_leave_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_leave.referral_id)
     OFFSET 0))
END

table bed_leave_history
  bed_leave_id uuid not null
  referral_id uuid not null
  from_day date not null
  to_day date
  reason text not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX bed_leave_history_by_id ON public.bed_leave_history USING btree (bed_leave_id)
  policy bed_leave_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_leave_history.referral_id)
     OFFSET 0))
END

view bed_leave_version
  bed_leave_id uuid
  referral_id uuid
  from_day date
  to_day date
  reason text
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.bed_leave_id,
    present.referral_id,
    present.from_day,
    present.to_day,
    present.reason,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM bed_leave present
UNION ALL
 SELECT past.bed_leave_id,
    past.referral_id,
    past.from_day,
    past.to_day,
    past.reason,
    past.recorded_from,
    past.recorded_to
   FROM bed_leave_history past;

table bed_offer
  bed_offer_id uuid not null
  referral_id uuid not null
  bed_id uuid not null
  offered_at timestamp with time zone not null
  answer_by timestamp with time zone not null
  owner_agreed_at timestamp with time zone
  person_accepted_at timestamp with time zone
  ended_at timestamp with time zone
  outcome text
  refusal_reason text
  recorded_from timestamp with time zone not null
  constraint bed_offer_bed FOREIGN KEY (bed_id) REFERENCES bed(bed_id)
  constraint bed_offer_key PRIMARY KEY (bed_offer_id)
  constraint bed_offer_outcome_known CHECK ((outcome = ANY (ARRAY['assigned'::text, 'owner_refused'::text, 'person_declined'::text, 'lapsed'::text, 'withdrawn'::text])))
  constraint bed_offer_outcome_with_end CHECK (((outcome IS NULL) = (ended_at IS NULL)))
  constraint bed_offer_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  CREATE TRIGGER bed_offer_keep BEFORE DELETE OR UPDATE ON public.bed_offer FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER bed_offer_stamp BEFORE INSERT ON public.bed_offer FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE UNIQUE INDEX bed_offer_one_open_per_referral ON public.bed_offer USING btree (referral_id) WHERE (ended_at IS NULL)
  CREATE INDEX bed_offer_running_out ON public.bed_offer USING btree (answer_by) WHERE (ended_at IS NULL)
  policy bed_offer_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_offer.referral_id)
     OFFSET 0))
END
  policy bed_offer_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_offer.referral_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_offer.referral_id)
     OFFSET 0))
END
  policy bed_offer_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_offer.referral_id)
     OFFSET 0))
END
  policy bed_offer_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_offer.referral_id)
     OFFSET 0))
END

table bed_offer_history
  bed_offer_id uuid not null
  referral_id uuid not null
  bed_id uuid not null
  offered_at timestamp with time zone not null
  answer_by timestamp with time zone not null
  owner_agreed_at timestamp with time zone
  person_accepted_at timestamp with time zone
  ended_at timestamp with time zone
  outcome text
  refusal_reason text
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX bed_offer_history_by_id ON public.bed_offer_history USING btree (bed_offer_id)
  policy bed_offer_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = bed_offer_history.referral_id)
     OFFSET 0))
END

view bed_offer_version
  bed_offer_id uuid
  referral_id uuid
  bed_id uuid
  offered_at timestamp with time zone
  answer_by timestamp with time zone
  owner_agreed_at timestamp with time zone
  person_accepted_at timestamp with time zone
  ended_at timestamp with time zone
  outcome text
  refusal_reason text
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.bed_offer_id,
    present.referral_id,
    present.bed_id,
    present.offered_at,
    present.answer_by,
    present.owner_agreed_at,
    present.person_accepted_at,
    present.ended_at,
    present.outcome,
    present.refusal_reason,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM bed_offer present
UNION ALL
 SELECT past.bed_offer_id,
    past.referral_id,
    past.bed_id,
    past.offered_at,
    past.answer_by,
    past.owner_agreed_at,
    past.person_accepted_at,
    past.ended_at,
    past.outcome,
    past.refusal_reason,
    past.recorded_from,
    past.recorded_to
   FROM bed_offer_history past;

view bed_version
  bed_id uuid
  bed_code text
  site_id uuid
  in_service_from date
  in_service_to date
  offers text[]
  sexes text[]
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.bed_id,
    present.bed_code,
    present.site_id,
    present.in_service_from,
    present.in_service_to,
    present.offers,
    present.sexes,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM bed present
UNION ALL
 SELECT past.bed_id,
    past.bed_code,
    past.site_id,
    past.in_service_from,
    past.in_service_to,
    past.offers,
    past.sexes,
    past.recorded_from,
    past.recorded_to
   FROM bed_history past;

view broken_promise
  promise text
  subject_id uuid
  as  SELECT 'two holds of one bed overlap'::text AS promise,
    one.bed_hold_id AS subject_id
   FROM (bed_hold one
     JOIN bed_hold other ON (((other.bed_id = one.bed_id) AND (other.bed_hold_id > one.bed_hold_id) AND (other.taken && one.taken))))
UNION ALL
 SELECT 'one person has two stays at a time'::text AS promise,
    one.stay_id AS subject_id
   FROM (stay one
     JOIN stay other ON (((other.person_id = one.person_id) AND (other.stay_id > one.stay_id) AND (daterange(one.moved_in_on, one.moved_out_on) && daterange(other.moved_in_on, other.moved_out_on)))))
UNION ALL
 SELECT 'one person waits in two admissions'::text AS promise,
    one.ready_period_id AS subject_id
   FROM (ready_period one
     JOIN ready_period other ON (((other.person_id = one.person_id) AND (other.ready_period_id > one.ready_period_id) AND (daterange(one.ready_on, one.ended_on) && daterange(other.ready_on, other.ended_on)))))
UNION ALL
 SELECT 'somebody stands in a circle without a ground'::text AS promise,
    circle.subject_id
   FROM circle
  WHERE (NOT (EXISTS ( SELECT
           FROM circle_of(ARRAY( SELECT person.person_id
                   FROM person)) due(subject_id, member, until, is_told)
          WHERE ((due.subject_id = circle.subject_id) AND (due.member = circle.member) AND (due.is_told = circle.is_told)))))
UNION ALL
 SELECT 'somebody is missing in a circle'::text AS promise,
    due.subject_id
   FROM circle_of(ARRAY( SELECT person.person_id
           FROM person)) due(subject_id, member, until, is_told)
  WHERE (NOT (EXISTS ( SELECT
           FROM circle
          WHERE ((circle.subject_id = due.subject_id) AND (circle.member = due.member)))));

table case_sheet
  case_sheet_id uuid not null
  subject_id uuid not null
  kind text not null
  answers jsonb not null
  texts_sealed bytea
  role text not null
  organisation text
  account_id uuid
  saved_at timestamp with time zone not null
  constraint case_sheet_key PRIMARY KEY (case_sheet_id)
  CREATE INDEX case_sheet_by_subject ON public.case_sheet USING btree (subject_id, kind, saved_at)
  policy case_sheet_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = case_sheet.subject_id)
     OFFSET 0))
END
  policy case_sheet_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = case_sheet.subject_id)
     OFFSET 0))
END
  policy case_sheet_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = case_sheet.subject_id)
     OFFSET 0))
END
  policy case_sheet_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = case_sheet.subject_id)
     OFFSET 0))
END

table circle
  subject_id uuid not null
  member text not null
  until timestamp with time zone not null default 'infinity'::timestamp with time zone
  is_told boolean not null default true
  constraint circle_key PRIMARY KEY (subject_id, member) INCLUDE (until, is_told)
  CREATE INDEX circle_by_member ON public.circle USING btree (member, subject_id)
  policy circle_is_added_by for insert with check false
  policy circle_is_changed_by for update using false
  policy circle_is_read_by for select using ((member = ANY (( SELECT actor_circles() AS actor_circles)::text[])) AND (until > now()))
  policy circle_is_removed_by for delete using false

table closing_day
  municipality_code text not null
  day date not null
  name text not null
  constraint closing_day_key PRIMARY KEY (municipality_code, day)
  constraint closing_day_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint closing_day_name_length CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  policy closing_day_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))
  policy closing_day_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))
  policy closing_day_is_read_by for select using true
  policy closing_day_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))

table closure
  closure_id uuid not null
  bed_id uuid not null
  from_day date not null
  to_day date not null
  reason text not null
  recorded_from timestamp with time zone not null
  constraint closure_bed FOREIGN KEY (bed_id) REFERENCES bed(bed_id)
  constraint closure_in_order CHECK ((to_day > from_day))
  constraint closure_key PRIMARY KEY (closure_id)
  constraint closure_one_from_a_day UNIQUE (bed_id, from_day)
  CREATE TRIGGER closure_keep BEFORE DELETE OR UPDATE ON public.closure FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER closure_stamp BEFORE INSERT ON public.closure FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy closure_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = closure.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0))
END
  policy closure_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = closure.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0))
END
  policy closure_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text])) OR (EXISTS ( SELECT
   FROM (bed
     JOIN site ON ((site.site_id = bed.site_id)))
  WHERE ((bed.bed_id = closure.bed_id) AND ((( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || site.municipality_code)) OR (( SELECT actor_organisation() AS actor_organisation) = ('site '::text || site.site_id)))))))
  policy closure_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM (bed
         JOIN site ON ((site.site_id = bed.site_id)))
      WHERE ((bed.bed_id = closure.bed_id) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (ARRAY[('municipality '::text || site.municipality_code), ('site '::text || site.site_id)])))
     OFFSET 0))
END

table closure_history
  closure_id uuid not null
  bed_id uuid not null
  from_day date not null
  to_day date not null
  reason text not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX closure_history_by_id ON public.closure_history USING btree (closure_id)
  policy closure_history_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text])) OR (EXISTS ( SELECT
   FROM (bed
     JOIN site ON ((site.site_id = bed.site_id)))
  WHERE ((bed.bed_id = closure_history.bed_id) AND ((( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || site.municipality_code)) OR (( SELECT actor_organisation() AS actor_organisation) = ('site '::text || site.site_id)))))))

view closure_version
  closure_id uuid
  bed_id uuid
  from_day date
  to_day date
  reason text
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.closure_id,
    present.bed_id,
    present.from_day,
    present.to_day,
    present.reason,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM closure present
UNION ALL
 SELECT past.closure_id,
    past.bed_id,
    past.from_day,
    past.to_day,
    past.reason,
    past.recorded_from,
    past.recorded_to
   FROM closure_history past;

table correction
  correction_id uuid not null
  subject_id uuid not null
  fact text not null
  earlier text
  later text
  reason_id uuid not null
  role text not null
  organisation text
  corrected_at timestamp with time zone not null
  constraint correction_changes CHECK ((earlier IS DISTINCT FROM later))
  constraint correction_key PRIMARY KEY (correction_id)
  constraint correction_reason FOREIGN KEY (reason_id) REFERENCES written_text(written_text_id)
  CREATE INDEX correction_by_subject ON public.correction USING btree (subject_id, corrected_at)
  policy correction_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = correction.subject_id)
     OFFSET 0))
END
  policy correction_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = correction.subject_id)
     OFFSET 0))
END
  policy correction_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = correction.subject_id)
     OFFSET 0))
END
  policy correction_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = correction.subject_id)
     OFFSET 0))
END

table crisis_contact
  crisis_contact_id uuid not null
  crisis_service_id uuid not null
  started_at timestamp with time zone not null
  minutes integer not null
  mode text not null
  caller text not null
  person_id uuid
  degree text not null
  symptoms text[] not null
  events text[] not null
  conversation text
  plan text
  goal text
  follow_up text
  measures text[] not null
  state_after text
  heard_from text
  recorded_from timestamp with time zone not null
  constraint crisis_contact_key PRIMARY KEY (crisis_contact_id)
  constraint crisis_contact_minutes_are_of_a_day CHECK (((minutes >= 0) AND (minutes <= 1440)))
  constraint crisis_contact_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  constraint crisis_contact_service FOREIGN KEY (crisis_service_id) REFERENCES crisis_service(crisis_service_id)
  CREATE TRIGGER crisis_contact_keep BEFORE DELETE OR UPDATE ON public.crisis_contact FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER crisis_contact_stamp BEFORE INSERT ON public.crisis_contact FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX crisis_contact_by_person ON public.crisis_contact USING btree (person_id) WHERE (person_id IS NOT NULL)
  CREATE INDEX crisis_contact_by_service ON public.crisis_contact USING btree (crisis_service_id, started_at)
  policy crisis_contact_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy crisis_contact_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy crisis_contact_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
  policy crisis_contact_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table crisis_contact_history
  crisis_contact_id uuid not null
  crisis_service_id uuid not null
  started_at timestamp with time zone not null
  minutes integer not null
  mode text not null
  caller text not null
  person_id uuid
  degree text not null
  symptoms text[] not null
  events text[] not null
  conversation text
  plan text
  goal text
  follow_up text
  measures text[] not null
  state_after text
  heard_from text
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX crisis_contact_history_by_id ON public.crisis_contact_history USING btree (crisis_contact_id)
  policy crisis_contact_history_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))

view crisis_contact_version
  crisis_contact_id uuid
  crisis_service_id uuid
  started_at timestamp with time zone
  minutes integer
  mode text
  caller text
  person_id uuid
  degree text
  symptoms text[]
  events text[]
  conversation text
  plan text
  goal text
  follow_up text
  measures text[]
  state_after text
  heard_from text
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.crisis_contact_id,
    present.crisis_service_id,
    present.started_at,
    present.minutes,
    present.mode,
    present.caller,
    present.person_id,
    present.degree,
    present.symptoms,
    present.events,
    present.conversation,
    present.plan,
    present.goal,
    present.follow_up,
    present.measures,
    present.state_after,
    present.heard_from,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM crisis_contact present
UNION ALL
 SELECT past.crisis_contact_id,
    past.crisis_service_id,
    past.started_at,
    past.minutes,
    past.mode,
    past.caller,
    past.person_id,
    past.degree,
    past.symptoms,
    past.events,
    past.conversation,
    past.plan,
    past.goal,
    past.follow_up,
    past.measures,
    past.state_after,
    past.heard_from,
    past.recorded_from,
    past.recorded_to
   FROM crisis_contact_history past;

table crisis_service
  crisis_service_id uuid not null
  service_code text not null
  name text not null
  municipalities text[] not null
  recorded_from timestamp with time zone not null
  constraint crisis_service_code_unique UNIQUE (service_code)
  constraint crisis_service_key PRIMARY KEY (crisis_service_id)
  constraint crisis_service_of_somebody CHECK ((cardinality(municipalities) >= 1))
  CREATE TRIGGER crisis_service_keep BEFORE DELETE OR UPDATE ON public.crisis_service FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER crisis_service_stamp BEFORE INSERT ON public.crisis_service FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy crisis_service_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy crisis_service_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy crisis_service_is_read_by for select using true
  policy crisis_service_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table crisis_service_history
  crisis_service_id uuid not null
  service_code text not null
  name text not null
  municipalities text[] not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX crisis_service_history_by_id ON public.crisis_service_history USING btree (crisis_service_id)
  policy crisis_service_history_is_read_by for select using true

view crisis_service_version
  crisis_service_id uuid
  service_code text
  name text
  municipalities text[]
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.crisis_service_id,
    present.service_code,
    present.name,
    present.municipalities,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM crisis_service present
UNION ALL
 SELECT past.crisis_service_id,
    past.service_code,
    past.name,
    past.municipalities,
    past.recorded_from,
    past.recorded_to
   FROM crisis_service_history past;

table deadline_rule
  deadline_rule_id uuid not null
  municipality_code text not null
  task text not null
  working_days integer not null
  recorded_from timestamp with time zone not null
  constraint deadline_rule_is_short CHECK (((working_days >= 0) AND (working_days <= 250)))
  constraint deadline_rule_key PRIMARY KEY (deadline_rule_id)
  constraint deadline_rule_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint deadline_rule_one_of_a_kind UNIQUE (municipality_code, task)
  CREATE TRIGGER deadline_rule_keep BEFORE DELETE OR UPDATE ON public.deadline_rule FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER deadline_rule_stamp BEFORE INSERT ON public.deadline_rule FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy deadline_rule_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (('municipality '::text || municipality_code) = ( SELECT actor_organisation() AS actor_organisation))))
  policy deadline_rule_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (('municipality '::text || municipality_code) = ( SELECT actor_organisation() AS actor_organisation))))
  policy deadline_rule_is_read_by for select using true
  policy deadline_rule_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (('municipality '::text || municipality_code) = ( SELECT actor_organisation() AS actor_organisation))))

table deadline_rule_history
  deadline_rule_id uuid not null
  municipality_code text not null
  task text not null
  working_days integer not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX deadline_rule_history_by_id ON public.deadline_rule_history USING btree (deadline_rule_id)
  policy deadline_rule_history_is_read_by for select using true

view deadline_rule_version
  deadline_rule_id uuid
  municipality_code text
  task text
  working_days integer
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.deadline_rule_id,
    present.municipality_code,
    present.task,
    present.working_days,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM deadline_rule present
UNION ALL
 SELECT past.deadline_rule_id,
    past.municipality_code,
    past.task,
    past.working_days,
    past.recorded_from,
    past.recorded_to
   FROM deadline_rule_history past;

table disclosure_withdrawal
  case_sheet_id uuid not null
  subject_id uuid not null
  withdrawn_on date not null
  role text not null
  organisation text
  account_id uuid
  recorded_at timestamp with time zone not null
  constraint disclosure_withdrawal_key PRIMARY KEY (case_sheet_id)
  constraint disclosure_withdrawal_sheet FOREIGN KEY (case_sheet_id) REFERENCES case_sheet(case_sheet_id)
  CREATE INDEX disclosure_withdrawal_by_subject ON public.disclosure_withdrawal USING btree (subject_id)
  policy disclosure_withdrawal_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = disclosure_withdrawal.subject_id)
     OFFSET 0))
END
  policy disclosure_withdrawal_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = disclosure_withdrawal.subject_id)
     OFFSET 0))
END
  policy disclosure_withdrawal_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = disclosure_withdrawal.subject_id)
     OFFSET 0))
END
  policy disclosure_withdrawal_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = disclosure_withdrawal.subject_id)
     OFFSET 0))
END

table emergency_access
  emergency_access_id uuid not null
  person_id uuid not null
  account_id uuid not null
  organisation text
  reason_sealed bytea not null
  began_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  account_name text not null default ''::text
  role text not null default ''::text
  constraint emergency_access_account FOREIGN KEY (account_id) REFERENCES account(account_id)
  constraint emergency_access_in_order CHECK ((ends_at > began_at))
  constraint emergency_access_key PRIMARY KEY (emergency_access_id)
  constraint emergency_access_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  CREATE TRIGGER emergency_access_draws_circles AFTER INSERT ON public.emergency_access REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_circles_of_added()
  CREATE INDEX emergency_access_by_person ON public.emergency_access USING btree (person_id)
  policy emergency_access_is_added_by for insert with check ((account_id)::text = ( SELECT actor_account() AS actor_account))
  policy emergency_access_is_changed_by for update using ((account_id)::text = ( SELECT actor_account() AS actor_account))
  policy emergency_access_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text, 'auditor'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'auditor'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = emergency_access.person_id)
     OFFSET 0))
END
  policy emergency_access_is_removed_by for delete using ((account_id)::text = ( SELECT actor_account() AS actor_account))

table expected_ready
  expected_ready_id uuid not null
  admission_id uuid not null
  expected_on date not null
  reason text
  told_at timestamp with time zone not null
  recorded_from timestamp with time zone not null
  constraint expected_ready_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id)
  constraint expected_ready_key PRIMARY KEY (expected_ready_id)
  constraint expected_ready_one UNIQUE (admission_id)
  CREATE TRIGGER expected_ready_keep BEFORE DELETE OR UPDATE ON public.expected_ready FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER expected_ready_stamp BEFORE INSERT ON public.expected_ready FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy expected_ready_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = expected_ready.admission_id)
     OFFSET 0))
END
  policy expected_ready_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = expected_ready.admission_id)
     OFFSET 0))
END
  policy expected_ready_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = expected_ready.admission_id)
     OFFSET 0))
END
  policy expected_ready_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = expected_ready.admission_id)
     OFFSET 0))
END

table expected_ready_history
  expected_ready_id uuid not null
  admission_id uuid not null
  expected_on date not null
  reason text
  told_at timestamp with time zone not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX expected_ready_history_by_id ON public.expected_ready_history USING btree (expected_ready_id)
  policy expected_ready_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = expected_ready_history.admission_id)
     OFFSET 0))
END

view expected_ready_version
  expected_ready_id uuid
  admission_id uuid
  expected_on date
  reason text
  told_at timestamp with time zone
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.expected_ready_id,
    present.admission_id,
    present.expected_on,
    present.reason,
    present.told_at,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM expected_ready present
UNION ALL
 SELECT past.expected_ready_id,
    past.admission_id,
    past.expected_on,
    past.reason,
    past.told_at,
    past.recorded_from,
    past.recorded_to
   FROM expected_ready_history past;

view export_agreements
  subject_id uuid
  buyer text
  seller text
  valid_from text
  valid_to text
  price_per_day text
  max_places text
  as  SELECT agreement.agreement_id AS subject_id,
    agreement.buyer_code AS buyer,
    agreement.seller_code AS seller,
    written_day(agreement.valid_from) AS valid_from,
    written_day(agreement.valid_to) AS valid_to,
    (agreement.price_per_day)::text AS price_per_day,
    (agreement.max_places)::text AS max_places
   FROM agreement;

view export_beds
  subject_id uuid
  site text
  bed text
  in_service_from text
  in_service_to text
  offers text
  sexes text
  as  SELECT bed.bed_id AS subject_id,
    site.site_code AS site,
    bed.bed_code AS bed,
    written_day(bed.in_service_from) AS in_service_from,
    written_day(bed.in_service_to) AS in_service_to,
    NULLIF(array_to_string(bed.offers, ';'::text), ''::text) AS offers,
    NULLIF(array_to_string(bed.sexes, ';'::text), ''::text) AS sexes
   FROM (bed
     JOIN site ON ((site.site_id = bed.site_id)));

view export_closures
  subject_id uuid
  bed text
  from_day text
  to_day text
  reason text
  as  SELECT closure.closure_id AS subject_id,
    bed.bed_code AS bed,
    written_day(closure.from_day) AS from_day,
    written_day(closure.to_day) AS to_day,
    closure.reason
   FROM (closure
     JOIN bed ON ((bed.bed_id = closure.bed_id)));

view export_contacts
  subject_id uuid
  contact_ref text
  service text
  started_at text
  minutes text
  mode text
  caller text
  cpr text
  number_sealed bytea
  degree text
  symptoms text
  events text
  conversation text
  plan text
  goal text
  follow_up text
  measures text
  state_after text
  heard_from text
  as  SELECT contact.crisis_contact_id AS subject_id,
    COALESCE(imported_row.natural_key, (contact.crisis_contact_id)::text) AS contact_ref,
    crisis_service.service_code AS service,
    written_instant(contact.started_at, false) AS started_at,
    (contact.minutes)::text AS minutes,
    contact.mode,
    contact.caller,
    encode(number.number_index, 'hex'::text) AS cpr,
    number.number_sealed,
    contact.degree,
    NULLIF(array_to_string(contact.symptoms, ';'::text), ''::text) AS symptoms,
    NULLIF(array_to_string(contact.events, ';'::text), ''::text) AS events,
    contact.conversation,
    contact.plan,
    contact.goal,
    contact.follow_up,
    NULLIF(array_to_string(contact.measures, ';'::text), ''::text) AS measures,
    contact.state_after,
    contact.heard_from
   FROM (((crisis_contact contact
     JOIN crisis_service ON ((crisis_service.crisis_service_id = contact.crisis_service_id)))
     LEFT JOIN imported_row ON (((imported_row.kind = 'contacts'::text) AND (imported_row.subject_id = contact.crisis_contact_id))))
     LEFT JOIN LATERAL ( SELECT person_number.number_index,
            person_number.number_sealed
           FROM person_number
          WHERE (person_number.person_id = contact.person_id)
          ORDER BY (encode(person_number.number_index, 'hex'::text) = (imported_row.cells ->> 'cpr'::text)) DESC NULLS LAST, person_number.recorded_at DESC, person_number.number_index
         LIMIT 1) number ON (true));

view export_episodes
  subject_id uuid
  ready_period_id uuid
  hospital_leave_id uuid
  referral_id uuid
  stay_id uuid
  episode_ref text
  cpr text
  number_sealed bytea
  name text
  name_sealed bytea
  home_municipality text
  region text
  ward text
  admitted_at text
  acute text
  discharged_at text
  ready_on text
  ready_withdrawn_on text
  leave_from text
  leave_to text
  referred_on text
  decided_on text
  decision text
  decision_reason text
  assigned_on text
  bed text
  moved_in_on text
  planned_move_out_on text
  clarified_on text
  moved_out_on text
  onward_support text
  as  SELECT admission.admission_id AS subject_id,
    ready_period.ready_period_id,
    hospital_leave.hospital_leave_id,
    referral.referral_id,
    stay.stay_id,
    COALESCE(imported_row.natural_key, (admission.admission_id)::text) AS episode_ref,
    encode(person_number.number_index, 'hex'::text) AS cpr,
    person_number.number_sealed,
    (imported_row.cells ->> 'name'::text) AS name,
    person_name.name_sealed,
    admission.home_municipality_code AS home_municipality,
    COALESCE(region.region_code, region.name) AS region,
    ward.name AS ward,
    written_instant(admission.admitted_at, admission.admitted_is_day_only) AS admitted_at,
        CASE admission.is_acute
            WHEN true THEN 'yes'::text
            WHEN false THEN 'no'::text
            ELSE NULL::text
        END AS acute,
    written_instant(admission.discharged_at, admission.discharged_is_day_only) AS discharged_at,
    written_day(ready_period.ready_on) AS ready_on,
    written_day(ready_period.withdrawn_on) AS ready_withdrawn_on,
    written_instant(hospital_leave.began_at, hospital_leave.began_is_day_only) AS leave_from,
    written_instant(hospital_leave.ended_at, hospital_leave.ended_is_day_only) AS leave_to,
    written_day(danish_day(referral.submitted_at)) AS referred_on,
    written_day(danish_day(COALESCE(referral.withdrawn_at, referral.declined_at, referral.accepted_at))) AS decided_on,
        CASE
            WHEN (referral.withdrawn_at IS NOT NULL) THEN 'withdrawn'::text
            WHEN (referral.declined_at IS NOT NULL) THEN 'declined'::text
            WHEN (referral.accepted_at IS NOT NULL) THEN 'accepted'::text
            ELSE NULL::text
        END AS decision,
    referral.decision_reason,
    written_day(danish_day(referral.assigned_at)) AS assigned_on,
    bed.bed_code AS bed,
    written_day(stay.moved_in_on) AS moved_in_on,
    written_day(stay.planned_move_out_on) AS planned_move_out_on,
    written_day(stay.clarified_on) AS clarified_on,
    written_day(stay.moved_out_on) AS moved_out_on,
    stay.onward_support
   FROM ((((((((((admission
     LEFT JOIN person_name ON ((person_name.person_id = admission.person_id)))
     JOIN ward ON ((ward.ward_id = admission.ward_id)))
     LEFT JOIN region ON ((region.region_id = ward.region_id)))
     LEFT JOIN imported_row ON (((imported_row.kind = 'episodes'::text) AND (imported_row.subject_id = admission.admission_id))))
     LEFT JOIN LATERAL ( SELECT person_number_1.number_index,
            person_number_1.number_sealed
           FROM person_number person_number_1
          WHERE (person_number_1.person_id = admission.person_id)
          ORDER BY (encode(person_number_1.number_index, 'hex'::text) = (imported_row.cells ->> 'cpr'::text)) DESC NULLS LAST, person_number_1.recorded_at DESC, person_number_1.number_index
         LIMIT 1) person_number ON (true))
     LEFT JOIN LATERAL ( SELECT ready_period_1.ready_period_id,
            ready_period_1.ready_on,
            ready_period_1.withdrawn_on
           FROM ready_period ready_period_1
          WHERE (ready_period_1.admission_id = admission.admission_id)
          ORDER BY (ready_period_1.ready_period_id = admission.admission_id) DESC, ready_period_1.ready_on, ready_period_1.ready_period_id
         LIMIT 1) ready_period ON (true))
     LEFT JOIN LATERAL ( SELECT hospital_leave_1.hospital_leave_id,
            hospital_leave_1.began_at,
            hospital_leave_1.began_is_day_only,
            hospital_leave_1.ended_at,
            hospital_leave_1.ended_is_day_only
           FROM hospital_leave hospital_leave_1
          WHERE (hospital_leave_1.admission_id = admission.admission_id)
          ORDER BY (hospital_leave_1.hospital_leave_id = admission.admission_id) DESC, hospital_leave_1.began_at, hospital_leave_1.hospital_leave_id
         LIMIT 1) hospital_leave ON (true))
     LEFT JOIN LATERAL ( SELECT referral_1.referral_id,
            referral_1.submitted_at,
            referral_1.accepted_at,
            referral_1.declined_at,
            referral_1.withdrawn_at,
            referral_1.decision_reason,
            referral_1.assigned_at,
            referral_1.bed_id
           FROM referral referral_1
          WHERE (referral_1.admission_id = admission.admission_id)
          ORDER BY (referral_1.referral_id = admission.admission_id) DESC, referral_1.submitted_at, referral_1.referral_id
         LIMIT 1) referral ON (true))
     LEFT JOIN bed ON ((bed.bed_id = referral.bed_id)))
     LEFT JOIN stay ON ((stay.referral_id = referral.referral_id)));

view export_measurements
  subject_id uuid
  cpr text
  number_sealed bytea
  instrument text
  measured_on text
  occasion text
  items text
  as  SELECT measurement.measurement_id AS subject_id,
    encode(number.number_index, 'hex'::text) AS cpr,
    number.number_sealed,
    measurement.instrument_code AS instrument,
    written_day(measurement.measured_on) AS measured_on,
    measurement.occasion,
    array_to_string(measurement.items, ';'::text, ''::text) AS items
   FROM ((measurement
     LEFT JOIN imported_row ON (((imported_row.kind = 'measurements'::text) AND (imported_row.subject_id = measurement.measurement_id))))
     LEFT JOIN LATERAL ( SELECT person_number.number_index,
            person_number.number_sealed
           FROM person_number
          WHERE (person_number.person_id = measurement.person_id)
          ORDER BY (encode(person_number.number_index, 'hex'::text) = (imported_row.cells ->> 'cpr'::text)) DESC NULLS LAST, person_number.recorded_at DESC, person_number.number_index
         LIMIT 1) number ON (true));

view export_overnights
  subject_id uuid
  overnight_ref text
  service text
  arrived_on text
  left_on text
  as  SELECT overnight.overnight_id AS subject_id,
    COALESCE(imported_row.natural_key, (overnight.overnight_id)::text) AS overnight_ref,
    crisis_service.service_code AS service,
    written_day(overnight.arrived_on) AS arrived_on,
    written_day(overnight.left_on) AS left_on
   FROM ((overnight
     JOIN crisis_service ON ((crisis_service.crisis_service_id = overnight.crisis_service_id)))
     LEFT JOIN imported_row ON (((imported_row.kind = 'overnights'::text) AND (imported_row.subject_id = overnight.overnight_id))));

view export_rates
  subject_id uuid
  sector text
  payee text
  from_day text
  to_day text
  amount text
  valid_from text
  valid_to text
  source text
  as  SELECT rate.rate_id AS subject_id,
    rate.sector,
    rate.payee,
    (rate.from_day)::text AS from_day,
    (rate.to_day)::text AS to_day,
    (rate.amount)::text AS amount,
    written_day(rate.valid_from) AS valid_from,
    written_day(rate.valid_to) AS valid_to,
    rate.source
   FROM rate;

view export_ratings
  subject_id uuid
  service text
  round_on text
  parameter text
  score text
  as  SELECT rating.rating_id AS subject_id,
    crisis_service.service_code AS service,
    written_day(rating.round_on) AS round_on,
    (rating.parameter)::text AS parameter,
    (rating.score)::text AS score
   FROM (rating
     JOIN crisis_service ON ((crisis_service.crisis_service_id = rating.crisis_service_id)));

view export_residence
  subject_id uuid
  cpr text
  number_sealed bytea
  municipality text
  from_day text
  as  SELECT residence.residence_id AS subject_id,
    encode(person_number.number_index, 'hex'::text) AS cpr,
    person_number.number_sealed,
    residence.municipality_code AS municipality,
    written_day(residence.from_day) AS from_day
   FROM ((residence
     LEFT JOIN imported_row ON (((imported_row.kind = 'residence'::text) AND (imported_row.subject_id = residence.residence_id))))
     LEFT JOIN LATERAL ( SELECT person_number_1.number_index,
            person_number_1.number_sealed
           FROM person_number person_number_1
          WHERE (person_number_1.person_id = residence.person_id)
          ORDER BY (encode(person_number_1.number_index, 'hex'::text) = (imported_row.cells ->> 'cpr'::text)) DESC NULLS LAST, person_number_1.recorded_at DESC, person_number_1.number_index
         LIMIT 1) person_number ON (true));

view export_services
  subject_id uuid
  service text
  name text
  municipalities text
  as  SELECT crisis_service.crisis_service_id AS subject_id,
    crisis_service.service_code AS service,
    crisis_service.name,
    array_to_string(crisis_service.municipalities, ';'::text) AS municipalities
   FROM crisis_service;

view export_sites
  subject_id uuid
  site text
  municipality text
  name text
  kind text
  max_stay_days text
  turnaround_days text
  as  SELECT site.site_id AS subject_id,
    site.site_code AS site,
    site.municipality_code AS municipality,
    site.name,
    site.kind,
    (site.max_stay_days)::text AS max_stay_days,
    (site.turnaround_days)::text AS turnaround_days
   FROM site;

table former_acceptance
  former_acceptance_id uuid not null
  referral_id uuid not null
  municipality_code text not null
  accepted_at timestamp with time zone not null
  ended_at timestamp with time zone not null
  constraint former_acceptance_in_order CHECK ((ended_at >= accepted_at))
  constraint former_acceptance_key PRIMARY KEY (former_acceptance_id)
  constraint former_acceptance_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id) ON DELETE CASCADE
  CREATE INDEX former_acceptance_by_referral ON public.former_acceptance USING btree (referral_id)
  policy former_acceptance_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = former_acceptance.referral_id)
     OFFSET 0))
END
  policy former_acceptance_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = former_acceptance.referral_id)
     OFFSET 0))
END
  policy former_acceptance_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = former_acceptance.referral_id)
     OFFSET 0))
END
  policy former_acceptance_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = former_acceptance.referral_id)
     OFFSET 0))
END

table hospital_leave
  hospital_leave_id uuid not null
  admission_id uuid not null
  began_at timestamp with time zone not null
  began_is_day_only boolean not null default false
  ended_at timestamp with time zone
  ended_is_day_only boolean not null default false
  recorded_from timestamp with time zone not null
  constraint hospital_leave_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id)
  constraint hospital_leave_in_order CHECK ((ended_at >= began_at))
  constraint hospital_leave_key PRIMARY KEY (hospital_leave_id)
  constraint hospital_leave_one_at_a_time EXCLUDE USING gist (admission_id WITH =, tstzrange(began_at, ended_at) WITH &&) DEFERRABLE
  CREATE TRIGGER hospital_leave_keep BEFORE DELETE OR UPDATE ON public.hospital_leave FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER hospital_leave_stamp BEFORE INSERT ON public.hospital_leave FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX hospital_leave_by_admission ON public.hospital_leave USING btree (admission_id)
  policy hospital_leave_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = hospital_leave.admission_id)
     OFFSET 0))
END
  policy hospital_leave_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = hospital_leave.admission_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = hospital_leave.admission_id)
     OFFSET 0))
END
  policy hospital_leave_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = hospital_leave.admission_id)
     OFFSET 0))
END
  policy hospital_leave_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = hospital_leave.admission_id)
     OFFSET 0))
END

table hospital_leave_history
  hospital_leave_id uuid not null
  admission_id uuid not null
  began_at timestamp with time zone not null
  began_is_day_only boolean not null
  ended_at timestamp with time zone
  ended_is_day_only boolean not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX hospital_leave_history_by_id ON public.hospital_leave_history USING btree (hospital_leave_id)
  policy hospital_leave_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = hospital_leave_history.admission_id)
     OFFSET 0))
END

view hospital_leave_version
  hospital_leave_id uuid
  admission_id uuid
  began_at timestamp with time zone
  began_is_day_only boolean
  ended_at timestamp with time zone
  ended_is_day_only boolean
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.hospital_leave_id,
    present.admission_id,
    present.began_at,
    present.began_is_day_only,
    present.ended_at,
    present.ended_is_day_only,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM hospital_leave present
UNION ALL
 SELECT past.hospital_leave_id,
    past.admission_id,
    past.began_at,
    past.began_is_day_only,
    past.ended_at,
    past.ended_is_day_only,
    past.recorded_from,
    past.recorded_to
   FROM hospital_leave_history past;

table hospital_message
  message_receipt_id uuid not null
  message_id text not null
  person_id uuid not null
  municipality_code text not null
  code text not null
  change text not null
  encounter_class text not null
  encounter_status text not null
  occurred_at timestamp with time zone not null
  period_from timestamp with time zone not null
  period_to timestamp with time zone
  leave_from timestamp with time zone
  leave_to timestamp with time zone
  is_deceased boolean not null
  department_code text
  department_name text
  episodes text[] not null
  earlier_message_id text
  warnings text[] not null
  constraint hospital_message_change_known CHECK ((change = ANY (ARRAY['new'::text, 'revision'::text, 'cancellation'::text])))
  constraint hospital_message_code_known CHECK ((code = ANY (ARRAY['STAA'::text, 'STIN'::text, 'STOR'::text, 'SLOR'::text, 'SLHJ'::text, 'MORS'::text])))
  constraint hospital_message_key PRIMARY KEY (message_receipt_id)
  constraint hospital_message_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  constraint hospital_message_receipt FOREIGN KEY (message_receipt_id) REFERENCES message_receipt(message_receipt_id)
  CREATE INDEX hospital_message_by_message ON public.hospital_message USING btree (message_id)
  CREATE INDEX hospital_message_by_person ON public.hospital_message USING btree (person_id, occurred_at)
  policy hospital_message_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy hospital_message_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy hospital_message_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy hospital_message_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table imported_row
  kind text not null
  natural_key text not null
  cells jsonb not null
  subject_id uuid
  imported_at timestamp with time zone not null default now()
  constraint imported_row_key PRIMARY KEY (kind, natural_key)
  CREATE INDEX imported_row_by_subject ON public.imported_row USING btree (kind, subject_id)
  policy imported_row_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy imported_row_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy imported_row_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy imported_row_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table instrument
  instrument_code text not null
  name text not null
  item_count integer not null
  lowest_answer integer not null
  highest_answer integer not null
  factor integer
  meaningful_change numeric(6,2)
  licence text not null
  constraint instrument_answers_in_order CHECK ((lowest_answer < highest_answer))
  constraint instrument_key PRIMARY KEY (instrument_code)
  policy instrument_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy instrument_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy instrument_is_read_by for select using true
  policy instrument_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table instrument_score
  instrument_code text not null
  raw_sum integer not null
  score numeric(6,2) not null
  constraint instrument_score_instrument FOREIGN KEY (instrument_code) REFERENCES instrument(instrument_code)
  constraint instrument_score_key PRIMARY KEY (instrument_code, raw_sum)
  policy instrument_score_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy instrument_score_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy instrument_score_is_read_by for select using true
  policy instrument_score_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table job
  job_id bigint not null
  kind text not null
  payload jsonb not null
  run_at timestamp with time zone not null default now()
  attempts integer not null default 0
  failed_at timestamp with time zone
  last_problem text
  constraint job_key PRIMARY KEY (job_id)
  CREATE TRIGGER job_wakes_workers AFTER INSERT ON public.job FOR EACH STATEMENT EXECUTE FUNCTION wake_workers()
  CREATE INDEX job_ready_by_kind ON public.job USING btree (kind, run_at, job_id) WHERE (failed_at IS NULL)
  policy job_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy job_is_left_by_actor for insert with check (( SELECT actor_role() AS actor_role) IS NOT NULL)
  policy job_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy job_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table journal_entry
  journal_entry_id bigint not null
  recorded_at timestamp with time zone not null default now()
  kind text not null
  action text not null
  account_id uuid
  session_id uuid
  role text not null
  organisation text
  person_id uuid
  subject_kind text
  subject_id uuid
  details text not null default '{}'::text
  claim text not null default COALESCE(current_setting('afklaring.actor'::text, true), ''::text)
  signature text not null default COALESCE(current_setting('afklaring.signature'::text, true), ''::text)
  ground text
  constraint journal_entry_ground_known CHECK ((ground = ANY (ARRAY['treatment'::text, 'casework'::text, 'lending'::text, 'support'::text, 'emergency'::text, 'audit'::text, 'own-account'::text, 'administration'::text, 'operation'::text])))
  constraint journal_entry_key PRIMARY KEY (journal_entry_id)
  constraint journal_entry_kind_known CHECK ((kind = ANY (ARRAY['change'::text, 'look'::text])))
  CREATE TRIGGER journal_entry_awaits_seal AFTER INSERT ON public.journal_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION await_seal()
  CREATE TRIGGER journal_entry_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE INDEX journal_entry_by_person ON public.journal_entry USING btree (person_id, journal_entry_id)
  CREATE INDEX journal_entry_changes ON public.journal_entry USING btree (subject_id, journal_entry_id) WHERE (kind = 'change'::text)
  policy journal_entry_is_added_by for insert with check ((COALESCE((account_id)::text, ''::text) = ( SELECT actor_account() AS actor_account)) OR (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])))
  policy journal_entry_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR (COALESCE((account_id)::text, ''::text) = ( SELECT actor_account() AS actor_account)))
  policy journal_entry_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text, 'auditor'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'auditor'::text]))
    ELSE ((kind = 'change'::text) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = journal_entry.subject_id)
     OFFSET 0)))
END
  policy journal_entry_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR (COALESCE((account_id)::text, ''::text) = ( SELECT actor_account() AS actor_account)))

table journal_seal
  position bigint not null
  journal_entry_id bigint not null
  hash bytea not null
  is_keyed boolean not null default true
  constraint journal_seal_key PRIMARY KEY ("position")
  constraint journal_seal_once UNIQUE (journal_entry_id)
  CREATE TRIGGER journal_seal_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  policy journal_seal_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy journal_seal_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy journal_seal_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'auditor'::text]))
  policy journal_seal_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table journal_unsealed
  journal_entry_id bigint not null
  constraint journal_unsealed_key PRIMARY KEY (journal_entry_id)
  policy journal_unsealed_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy journal_unsealed_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy journal_unsealed_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'auditor'::text]))
  policy journal_unsealed_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table key_check
  root_digest bytea not null
  is_only boolean not null default true
  constraint key_check_is_one CHECK (is_only)
  constraint key_check_key PRIMARY KEY (is_only)
  policy key_check_is_added_by for insert with check false
  policy key_check_is_changed_by for update using false
  policy key_check_is_read_by for select using false
  policy key_check_is_removed_by for delete using false

table match_choice
  match_choice_id uuid not null
  match_plan_id uuid not null
  referral_id uuid not null
  answer text not null
  reason text
  bed_id uuid
  chosen_at timestamp with time zone not null
  recorded_at timestamp with time zone not null default now()
  constraint match_choice_answer_known CHECK ((answer = ANY (ARRAY['accepted'::text, 'skipped'::text, 'overridden'::text])))
  constraint match_choice_bed_unless_skipped CHECK (((answer = 'skipped'::text) = (bed_id IS NULL)))
  constraint match_choice_key PRIMARY KEY (match_choice_id)
  constraint match_choice_proposal FOREIGN KEY (referral_id, match_plan_id) REFERENCES match_proposal(referral_id, match_plan_id) ON DELETE CASCADE
  constraint match_choice_reason_but_for_accepted CHECK (((answer = 'accepted'::text) = (reason IS NULL)))
  CREATE INDEX match_choice_by_referral ON public.match_choice USING btree (referral_id, chosen_at)
  policy match_choice_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = match_choice.referral_id)
     OFFSET 0))
END
  policy match_choice_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = match_choice.referral_id)
     OFFSET 0))
END
  policy match_choice_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = match_choice.referral_id)
     OFFSET 0))
END
  policy match_choice_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = match_choice.referral_id)
     OFFSET 0))
END

table match_plan
  match_plan_id uuid not null
  made_at timestamp with time zone not null
  as_of date not null
  rule_version text not null
  objective bigint not null
  solve_ms numeric(12,3) not null
  waiting integer not null
  placed integer not null
  recorded_at timestamp with time zone not null default now()
  constraint match_plan_counts CHECK (((placed >= 0) AND (placed <= waiting)))
  constraint match_plan_key PRIMARY KEY (match_plan_id)
  CREATE INDEX match_plan_by_time ON public.match_plan USING btree (made_at DESC, recorded_at DESC)
  policy match_plan_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy match_plan_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy match_plan_is_read_by for select using true
  policy match_plan_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table match_plan_input
  match_plan_id uuid not null
  instance text not null
  weights text not null
  constraint match_plan_input_key PRIMARY KEY (match_plan_id)
  constraint match_plan_input_plan FOREIGN KEY (match_plan_id) REFERENCES match_plan(match_plan_id)
  policy match_plan_input_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy match_plan_input_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy match_plan_input_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy match_plan_input_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table match_proposal
  match_plan_id uuid not null
  referral_id uuid not null
  rank integer not null
  waited_days integer not null
  bed_id uuid
  start_on date
  cost bigint not null
  reasons jsonb not null
  constraint match_proposal_bed FOREIGN KEY (bed_id) REFERENCES bed(bed_id)
  constraint match_proposal_bed_once UNIQUE (match_plan_id, bed_id)
  constraint match_proposal_key PRIMARY KEY (referral_id, match_plan_id)
  constraint match_proposal_plan FOREIGN KEY (match_plan_id) REFERENCES match_plan(match_plan_id)
  constraint match_proposal_rank_once UNIQUE (match_plan_id, rank)
  constraint match_proposal_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id) ON DELETE CASCADE
  constraint match_proposal_starts_with_bed CHECK (((bed_id IS NULL) = (start_on IS NULL)))
  policy match_proposal_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy match_proposal_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy match_proposal_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = match_proposal.referral_id)
     OFFSET 0))
END
  policy match_proposal_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table match_weights
  municipality_code text not null
  outside_municipality integer not null
  outside_region integer not null
  not_preferred integer not null
  change integer not null
  constraint match_weights_bounded CHECK ((((outside_municipality >= 0) AND (outside_municipality <= 1000)) AND ((outside_region >= 0) AND (outside_region <= 1000)) AND ((not_preferred >= 0) AND (not_preferred <= 1000)) AND ((change >= 0) AND (change <= 1000))))
  constraint match_weights_key PRIMARY KEY (municipality_code)
  constraint match_weights_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  policy match_weights_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))
  policy match_weights_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))
  policy match_weights_is_read_by for select using true
  policy match_weights_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))

table measurement
  measurement_id uuid not null
  person_id uuid not null
  instrument_code text not null
  measured_on date not null
  occasion text not null
  items integer[] not null
  recorded_from timestamp with time zone not null
  constraint measurement_instrument FOREIGN KEY (instrument_code) REFERENCES instrument(instrument_code)
  constraint measurement_key PRIMARY KEY (measurement_id)
  constraint measurement_occasion_known CHECK ((occasion = ANY (ARRAY['move_in'::text, 'during'::text, 'move_out'::text, 'follow_up'::text])))
  constraint measurement_once UNIQUE (person_id, instrument_code, measured_on, occasion)
  constraint measurement_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  CREATE TRIGGER measurement_keep BEFORE DELETE OR UPDATE ON public.measurement FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER measurement_stamp BEFORE INSERT ON public.measurement FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy measurement_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = measurement.person_id)
     OFFSET 0))
END
  policy measurement_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = measurement.person_id)
     OFFSET 0))
END
  policy measurement_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = measurement.person_id)
     OFFSET 0))
END
  policy measurement_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = measurement.person_id)
     OFFSET 0))
END

table measurement_history
  measurement_id uuid not null
  person_id uuid not null
  instrument_code text not null
  measured_on date not null
  occasion text not null
  items integer[] not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX measurement_history_by_id ON public.measurement_history USING btree (measurement_id)
  policy measurement_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = measurement_history.person_id)
     OFFSET 0))
END

view measurement_version
  measurement_id uuid
  person_id uuid
  instrument_code text
  measured_on date
  occasion text
  items integer[]
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.measurement_id,
    present.person_id,
    present.instrument_code,
    present.measured_on,
    present.occasion,
    present.items,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM measurement present
UNION ALL
 SELECT past.measurement_id,
    past.person_id,
    past.instrument_code,
    past.measured_on,
    past.occasion,
    past.items,
    past.recorded_from,
    past.recorded_to
   FROM measurement_history past;

table message_discharge
  admission_id uuid not null
  discharged_at timestamp with time zone not null
  constraint message_discharge_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id) ON DELETE CASCADE
  constraint message_discharge_key PRIMARY KEY (admission_id)
  policy message_discharge_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_discharge_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_discharge_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_discharge_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table message_leave
  hospital_leave_id uuid not null
  constraint message_leave_key PRIMARY KEY (hospital_leave_id)
  constraint message_leave_leave FOREIGN KEY (hospital_leave_id) REFERENCES hospital_leave(hospital_leave_id) ON DELETE CASCADE
  policy message_leave_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_leave_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_leave_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_leave_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table message_receipt
  message_receipt_id uuid not null
  bundle_id text
  message_id text
  received_at timestamp with time zone not null
  sender text
  receiver text
  event_code text
  treatment text not null
  outcome text
  problem text
  acknowledgement text
  constraint message_receipt_acknowledgement_with_outcome CHECK (((acknowledgement IS NULL) OR (outcome IS NOT NULL)))
  constraint message_receipt_key PRIMARY KEY (message_receipt_id)
  constraint message_receipt_once UNIQUE (bundle_id, message_id)
  constraint message_receipt_outcome_known CHECK ((outcome = ANY (ARRAY['ok'::text, 'fatal-error'::text, 'transient-error'::text])))
  constraint message_receipt_treatment_known CHECK ((treatment = ANY (ARRAY['kept'::text, 'gated'::text, 'resend'::text, 'refused'::text, 'acknowledgement'::text])))
  CREATE INDEX message_receipt_by_message ON public.message_receipt USING btree (message_id, received_at)
  policy message_receipt_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_receipt_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_receipt_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_receipt_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table message_receiver
  identifier text not null
  municipality_code text not null
  follow_up_days integer not null default 92
  constraint message_receiver_key PRIMARY KEY (identifier)
  constraint message_receiver_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  policy message_receiver_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_receiver_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy message_receiver_is_read_by for select using true
  policy message_receiver_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table municipality
  municipality_code text not null
  name text not null
  constraint municipality_code_has_four_digits CHECK ((municipality_code ~ '^[0-9]{4}$'::text))
  constraint municipality_key PRIMARY KEY (municipality_code)
  policy municipality_is_added_by for insert with check false
  policy municipality_is_changed_by for update using false
  policy municipality_is_read_by for select using true
  policy municipality_is_removed_by for delete using false

table municipality_region
  municipality_code text not null
  region_id text not null
  valid_from date not null
  valid_to date
  constraint municipality_region_key PRIMARY KEY (municipality_code, valid_from)
  constraint municipality_region_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint municipality_region_one_at_a_time EXCLUDE USING gist (municipality_code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&)
  constraint municipality_region_region FOREIGN KEY (region_id) REFERENCES region(region_id)
  policy municipality_region_is_added_by for insert with check false
  policy municipality_region_is_changed_by for update using false
  policy municipality_region_is_read_by for select using true
  policy municipality_region_is_removed_by for delete using false

view municipality_region_days
  municipality_code text
  region text
  days daterange
  as  SELECT municipality_region.municipality_code,
    COALESCE(region.region_code, region.name) AS region,
    daterange(
        CASE
            WHEN (lag(municipality_region.valid_from) OVER municipality_regions IS NULL) THEN '-infinity'::date
            ELSE municipality_region.valid_from
        END, lead(municipality_region.valid_from) OVER municipality_regions) AS days
   FROM (municipality_region
     JOIN region ON ((region.region_id = municipality_region.region_id)))
  WINDOW municipality_regions AS (PARTITION BY municipality_region.municipality_code ORDER BY municipality_region.valid_from);

table municipality_telephone
  municipality_code text not null
  telephone text not null
  constraint municipality_telephone_form CHECK ((telephone ~ '^\+?[0-9][0-9 ]{6,18}[0-9]$'::text))
  constraint municipality_telephone_key PRIMARY KEY (municipality_code)
  constraint municipality_telephone_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  policy municipality_telephone_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))
  policy municipality_telephone_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))
  policy municipality_telephone_is_read_by for select using true
  policy municipality_telephone_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'administrator'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code))))

table notice
  notice_id uuid not null
  job_id bigint not null
  municipality_code text
  ward_id uuid
  site_id uuid
  referral_id uuid not null
  happening text not null
  told_at timestamp with time zone not null
  bed_id uuid
  constraint notice_bed FOREIGN KEY (bed_id) REFERENCES bed(bed_id)
  constraint notice_key PRIMARY KEY (notice_id)
  constraint notice_once UNIQUE NULLS NOT DISTINCT (job_id, municipality_code, ward_id, site_id)
  constraint notice_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  CREATE INDEX notice_by_municipality ON public.notice USING btree (municipality_code, told_at)
  CREATE INDEX notice_by_site ON public.notice USING btree (site_id, told_at)
  CREATE INDEX notice_by_ward ON public.notice USING btree (ward_id, told_at)
  policy notice_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy notice_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy notice_is_read_by for select using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((((( SELECT actor_organisation() AS actor_organisation) = ('municipality '::text || municipality_code)) OR (( SELECT actor_organisation() AS actor_organisation) = ('ward '::text || ward_id))) OR (( SELECT actor_organisation() AS actor_organisation) = ('site '::text || site_id))) AND (cardinality(( SELECT actor_circles() AS actor_circles)) > 0)))
  policy notice_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table overnight
  overnight_id uuid not null
  crisis_service_id uuid not null
  arrived_on date not null
  left_on date not null
  recorded_from timestamp with time zone not null
  constraint overnight_in_order CHECK ((left_on > arrived_on))
  constraint overnight_key PRIMARY KEY (overnight_id)
  constraint overnight_service FOREIGN KEY (crisis_service_id) REFERENCES crisis_service(crisis_service_id)
  CREATE TRIGGER overnight_keep BEFORE DELETE OR UPDATE ON public.overnight FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER overnight_stamp BEFORE INSERT ON public.overnight FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX overnight_by_service ON public.overnight USING btree (crisis_service_id, arrived_on)
  policy overnight_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy overnight_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy overnight_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
  policy overnight_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table overnight_history
  overnight_id uuid not null
  crisis_service_id uuid not null
  arrived_on date not null
  left_on date not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX overnight_history_by_id ON public.overnight_history USING btree (overnight_id)
  policy overnight_history_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))

view overnight_version
  overnight_id uuid
  crisis_service_id uuid
  arrived_on date
  left_on date
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.overnight_id,
    present.crisis_service_id,
    present.arrived_on,
    present.left_on,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM overnight present
UNION ALL
 SELECT past.overnight_id,
    past.crisis_service_id,
    past.arrived_on,
    past.left_on,
    past.recorded_from,
    past.recorded_to
   FROM overnight_history past;

table person
  person_id uuid not null
  born_on date
  sex text
  died_on date
  is_protected boolean not null default false
  constraint person_key PRIMARY KEY (person_id)
  constraint person_sex_known CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
  CREATE TRIGGER person_redraws_circle AFTER UPDATE ON public.person FOR EACH ROW WHEN ((old.is_protected IS DISTINCT FROM new.is_protected)) EXECUTE FUNCTION draw_circle_of_changed('person_id')
  policy person_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person.person_id)
     OFFSET 0))
END
  policy person_is_added_by_ward for insert with check (( SELECT actor_role() AS actor_role) = 'discharge_coordinator'::text)
  policy person_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person.person_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person.person_id)
     OFFSET 0))
END
  policy person_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person.person_id)
     OFFSET 0))
END
  policy person_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person.person_id)
     OFFSET 0))
END

table person_name
  person_id uuid not null
  name_sealed bytea not null
  constraint person_name_key PRIMARY KEY (person_id)
  constraint person_name_person FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
  policy person_name_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_name.person_id)
     OFFSET 0))
END
  policy person_name_is_added_by_ward for insert with check (( SELECT actor_role() AS actor_role) = 'discharge_coordinator'::text)
  policy person_name_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_name.person_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_name.person_id)
     OFFSET 0))
END
  policy person_name_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE ((circle.subject_id = person_name.person_id) AND circle.is_told)
     OFFSET 0))
END
  policy person_name_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_name.person_id)
     OFFSET 0))
END

table person_number
  number_index bytea not null
  person_id uuid not null
  number_sealed bytea not null
  recorded_at timestamp with time zone not null default now()
  constraint person_number_key PRIMARY KEY (number_index)
  constraint person_number_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  CREATE INDEX person_number_by_person ON public.person_number USING btree (person_id, recorded_at DESC) INCLUDE (number_sealed)
  policy person_number_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_number.person_id)
     OFFSET 0))
END
  policy person_number_is_added_by_ward for insert with check (( SELECT actor_role() AS actor_role) = 'discharge_coordinator'::text)
  policy person_number_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_number.person_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_number.person_id)
     OFFSET 0))
END
  policy person_number_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE ((circle.subject_id = person_number.person_id) AND circle.is_told)
     OFFSET 0))
END
  policy person_number_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = person_number.person_id)
     OFFSET 0))
END

table placement_wish
  referral_id uuid not null
  priority integer not null
  earliest_move_in date
  preferred_sites uuid[] not null
  excluded_sites uuid[] not null
  recorded_from timestamp with time zone not null
  constraint placement_wish_key PRIMARY KEY (referral_id)
  constraint placement_wish_priority_known CHECK (((priority >= 1) AND (priority <= 5)))
  constraint placement_wish_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id) ON DELETE CASCADE
  CREATE TRIGGER placement_wish_keep BEFORE DELETE OR UPDATE ON public.placement_wish FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER placement_wish_stamp BEFORE INSERT ON public.placement_wish FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy placement_wish_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = placement_wish.referral_id)
     OFFSET 0))
END
  policy placement_wish_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = placement_wish.referral_id)
     OFFSET 0))
END
  policy placement_wish_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = placement_wish.referral_id)
     OFFSET 0))
END
  policy placement_wish_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = placement_wish.referral_id)
     OFFSET 0))
END

table placement_wish_history
  referral_id uuid not null
  priority integer not null
  earliest_move_in date
  preferred_sites uuid[] not null
  excluded_sites uuid[] not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX placement_wish_history_by_id ON public.placement_wish_history USING btree (referral_id)
  policy placement_wish_history_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = placement_wish_history.referral_id)
     OFFSET 0))
END

view placement_wish_version
  referral_id uuid
  priority integer
  earliest_move_in date
  preferred_sites uuid[]
  excluded_sites uuid[]
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.referral_id,
    present.priority,
    present.earliest_move_in,
    present.preferred_sites,
    present.excluded_sites,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM placement_wish present
UNION ALL
 SELECT past.referral_id,
    past.priority,
    past.earliest_move_in,
    past.preferred_sites,
    past.excluded_sites,
    past.recorded_from,
    past.recorded_to
   FROM placement_wish_history past;

table psychiatric_department
  sor_code text not null
  ward_id uuid not null
  constraint psychiatric_department_key PRIMARY KEY (sor_code)
  constraint psychiatric_department_ward FOREIGN KEY (ward_id) REFERENCES ward(ward_id)
  policy psychiatric_department_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy psychiatric_department_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy psychiatric_department_is_read_by for select using true
  policy psychiatric_department_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table queue_move
  queue_move_id uuid not null
  referral_id uuid not null
  moved_at timestamp with time zone not null
  from_place integer not null
  to_place integer not null
  reason text not null
  constraint queue_move_key PRIMARY KEY (queue_move_id)
  constraint queue_move_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  constraint queue_move_somewhere CHECK (((from_place <> to_place) AND (from_place >= 1) AND (to_place >= 1)))
  CREATE INDEX queue_move_by_referral ON public.queue_move USING btree (referral_id, moved_at)
  policy queue_move_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = queue_move.referral_id)
     OFFSET 0))
END
  policy queue_move_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = queue_move.referral_id)
     OFFSET 0))
END
  policy queue_move_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = queue_move.referral_id)
     OFFSET 0))
END
  policy queue_move_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = queue_move.referral_id)
     OFFSET 0))
END

table rate
  rate_id uuid not null
  sector text not null
  payee text not null
  from_day integer not null
  to_day integer
  amount numeric(12,2) not null
  valid_from date not null
  valid_to date
  source text not null
  recorded_from timestamp with time zone not null
  constraint rate_amount_is_not_negative CHECK ((amount >= (0)::numeric))
  constraint rate_key PRIMARY KEY (rate_id)
  constraint rate_no_overlap EXCLUDE USING gist (sector WITH =, payee WITH =, int4range(from_day, to_day, '[]'::text) WITH &&, daterange(valid_from, valid_to, '[]'::text) WITH &&) DEFERRABLE
  constraint rate_payee_known CHECK ((payee = ANY (ARRAY['region'::text, 'state'::text])))
  constraint rate_sector_known CHECK ((sector = ANY (ARRAY['psychiatry'::text, 'somatic'::text])))
  constraint rate_tier_in_order CHECK (((from_day >= 1) AND (to_day >= from_day)))
  constraint rate_validity_in_order CHECK ((valid_to >= valid_from))
  CREATE TRIGGER rate_keep BEFORE DELETE OR UPDATE ON public.rate FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER rate_stamp BEFORE INSERT ON public.rate FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy rate_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'administrator'::text]))
  policy rate_is_changed_by for update using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'administrator'::text]))
  policy rate_is_read_by for select using true
  policy rate_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'administrator'::text]))

table rate_history
  rate_id uuid not null
  sector text not null
  payee text not null
  from_day integer not null
  to_day integer
  amount numeric(12,2) not null
  valid_from date not null
  valid_to date
  source text not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX rate_history_by_id ON public.rate_history USING btree (rate_id)
  policy rate_history_is_read_by for select using true

view rate_version
  rate_id uuid
  sector text
  payee text
  from_day integer
  to_day integer
  amount numeric(12,2)
  valid_from date
  valid_to date
  source text
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.rate_id,
    present.sector,
    present.payee,
    present.from_day,
    present.to_day,
    present.amount,
    present.valid_from,
    present.valid_to,
    present.source,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM rate present
UNION ALL
 SELECT past.rate_id,
    past.sector,
    past.payee,
    past.from_day,
    past.to_day,
    past.amount,
    past.valid_from,
    past.valid_to,
    past.source,
    past.recorded_from,
    past.recorded_to
   FROM rate_history past;

table rating
  rating_id uuid not null
  crisis_service_id uuid not null
  round_on date not null
  parameter integer not null
  score integer not null
  recorded_from timestamp with time zone not null
  constraint rating_key PRIMARY KEY (rating_id)
  constraint rating_once_a_round UNIQUE (crisis_service_id, round_on, parameter)
  constraint rating_parameter_known CHECK (((parameter >= 1) AND (parameter <= 12)))
  constraint rating_score_known CHECK (((score >= 1) AND (score <= 5)))
  constraint rating_service FOREIGN KEY (crisis_service_id) REFERENCES crisis_service(crisis_service_id)
  CREATE TRIGGER rating_keep BEFORE DELETE OR UPDATE ON public.rating FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER rating_stamp BEFORE INSERT ON public.rating FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy rating_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy rating_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy rating_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
  policy rating_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table rating_history
  rating_id uuid not null
  crisis_service_id uuid not null
  round_on date not null
  parameter integer not null
  score integer not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX rating_history_by_id ON public.rating_history USING btree (rating_id)
  policy rating_history_is_read_by for select using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))

view rating_version
  rating_id uuid
  crisis_service_id uuid
  round_on date
  parameter integer
  score integer
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.rating_id,
    present.crisis_service_id,
    present.round_on,
    present.parameter,
    present.score,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM rating present
UNION ALL
 SELECT past.rating_id,
    past.crisis_service_id,
    past.round_on,
    past.parameter,
    past.score,
    past.recorded_from,
    past.recorded_to
   FROM rating_history past;

table ready_period
  ready_period_id uuid not null
  admission_id uuid not null
  person_id uuid not null
  ready_on date not null
  declared_at timestamp with time zone not null
  declared_by text
  withdrawn_on date
  discharged_on date
  ended_on date default LEAST(withdrawn_on, discharged_on)
  recorded_from timestamp with time zone not null
  withdrawn_at timestamp with time zone
  withdrawal_reason text
  constraint ready_period_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id)
  constraint ready_period_in_order CHECK (((withdrawn_on >= ready_on) AND (discharged_on >= ready_on)))
  constraint ready_period_key PRIMARY KEY (ready_period_id)
  constraint ready_period_no_overlap EXCLUDE USING gist (person_id WITH =, daterange(ready_on, ended_on) WITH &&) DEFERRABLE
  constraint ready_period_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  CREATE TRIGGER ready_period_keep BEFORE DELETE OR UPDATE ON public.ready_period FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER ready_period_stamp BEFORE INSERT ON public.ready_period FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX ready_period_by_admission ON public.ready_period USING btree (admission_id)
  CREATE INDEX ready_period_open ON public.ready_period USING btree (ready_on) WHERE ((withdrawn_on IS NULL) AND (discharged_on IS NULL))
  policy ready_period_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = ready_period.admission_id)
     OFFSET 0))
END
  policy ready_period_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = ready_period.admission_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = ready_period.admission_id)
     OFFSET 0))
END
  policy ready_period_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = ready_period.admission_id)
     OFFSET 0))
END
  policy ready_period_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = ready_period.admission_id)
     OFFSET 0))
END

table ready_period_history
  ready_period_id uuid not null
  admission_id uuid not null
  person_id uuid not null
  ready_on date not null
  declared_at timestamp with time zone not null
  declared_by text
  withdrawn_on date
  discharged_on date
  ended_on date
  recorded_from timestamp with time zone not null
  withdrawn_at timestamp with time zone
  withdrawal_reason text
  recorded_to timestamp with time zone not null
  CREATE INDEX ready_period_history_by_id ON public.ready_period_history USING btree (ready_period_id)
  policy ready_period_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = ready_period_history.admission_id)
     OFFSET 0))
END

view ready_period_version
  ready_period_id uuid
  admission_id uuid
  person_id uuid
  ready_on date
  declared_at timestamp with time zone
  declared_by text
  withdrawn_on date
  discharged_on date
  ended_on date
  recorded_from timestamp with time zone
  withdrawn_at timestamp with time zone
  withdrawal_reason text
  recorded_to timestamp with time zone
  as  SELECT present.ready_period_id,
    present.admission_id,
    present.person_id,
    present.ready_on,
    present.declared_at,
    present.declared_by,
    present.withdrawn_on,
    present.discharged_on,
    present.ended_on,
    present.recorded_from,
    present.withdrawn_at,
    present.withdrawal_reason,
    NULL::timestamp with time zone AS recorded_to
   FROM ready_period present
UNION ALL
 SELECT past.ready_period_id,
    past.admission_id,
    past.person_id,
    past.ready_on,
    past.declared_at,
    past.declared_by,
    past.withdrawn_on,
    past.discharged_on,
    past.ended_on,
    past.recorded_from,
    past.withdrawn_at,
    past.withdrawal_reason,
    past.recorded_to
   FROM ready_period_history past;

table recovery_code
  account_id uuid not null
  code_index bytea not null
  constraint recovery_code_account FOREIGN KEY (account_id) REFERENCES account(account_id)
  constraint recovery_code_key PRIMARY KEY (account_id, code_index)
  policy recovery_code_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))
  policy recovery_code_is_changed_by for update using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))
  policy recovery_code_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((stated_role() = 'administrator'::text) AND is_administered(account_id)))
  policy recovery_code_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((stated_role() = 'administrator'::text) AND is_administered(account_id)))

table referral
  referral_id uuid not null
  person_id uuid not null
  admission_id uuid not null
  municipality_code text not null
  state text not null
  target_group text
  needs text[] not null default '{}'::text[]
  submitted_at timestamp with time zone not null
  accepted_at timestamp with time zone
  declined_at timestamp with time zone
  withdrawn_at timestamp with time zone
  decision_reason text
  offered_at timestamp with time zone
  assigned_at timestamp with time zone
  bed_id uuid
  recorded_from timestamp with time zone not null
  follows_referral_id uuid
  support_before text[]
  consequence text
  went_to text
  queued_at timestamp with time zone
  closed_at timestamp with time zone
  has_disorder boolean
  with_municipality_since timestamp with time zone
  constraint referral_acceptance_before_bed CHECK (((state <> ALL (ARRAY['accepted'::text, 'offered'::text, 'assigned'::text, 'moved_in'::text, 'moved_out'::text, 'closed'::text])) OR (accepted_at IS NOT NULL)))
  constraint referral_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id)
  constraint referral_bed FOREIGN KEY (bed_id) REFERENCES bed(bed_id)
  constraint referral_bed_when_assigned CHECK (((state <> ALL (ARRAY['assigned'::text, 'moved_in'::text, 'moved_out'::text, 'closed'::text])) OR (bed_id IS NOT NULL)))
  constraint referral_bed_with_assignment CHECK (((bed_id IS NULL) = (assigned_at IS NULL)))
  constraint referral_closed_when_closed CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)))
  constraint referral_declined_when_declined CHECK (((state = 'declined'::text) = (declined_at IS NOT NULL)))
  constraint referral_follows FOREIGN KEY (follows_referral_id) REFERENCES referral(referral_id)
  constraint referral_key PRIMARY KEY (referral_id)
  constraint referral_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint referral_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  constraint referral_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'information_requested'::text, 'accepted'::text, 'declined'::text, 'offered'::text, 'assigned'::text, 'moved_in'::text, 'moved_out'::text, 'closed'::text, 'withdrawn'::text])))
  constraint referral_target_group_known CHECK ((target_group = ANY (ARRAY['without_support'::text, 'needs_more_support'::text])))
  constraint referral_went_to_without_bed CHECK (((went_to IS NULL) OR (state = ANY (ARRAY['declined'::text, 'withdrawn'::text]))))
  constraint referral_withdrawn_when_withdrawn CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)))
  CREATE TRIGGER referral_draws_circles AFTER INSERT ON public.referral REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_circles_of_referred()
  CREATE TRIGGER referral_follows_earlier BEFORE INSERT ON public.referral FOR EACH ROW WHEN ((new.follows_referral_id IS NULL)) EXECUTE FUNCTION follow_earlier_referral()
  CREATE TRIGGER referral_keep BEFORE DELETE OR UPDATE ON public.referral FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER referral_leaves_circles AFTER DELETE ON public.referral FOR EACH ROW EXECUTE FUNCTION draw_circle_of_changed('referral_id')
  CREATE TRIGGER referral_redraws_circle AFTER UPDATE ON public.referral FOR EACH ROW WHEN ((((old.person_id IS DISTINCT FROM new.person_id) OR (old.admission_id IS DISTINCT FROM new.admission_id)) OR (old.municipality_code IS DISTINCT FROM new.municipality_code))) EXECUTE FUNCTION draw_circle_of_changed('referral_id')
  CREATE TRIGGER referral_stamp BEFORE INSERT ON public.referral FOR EACH ROW EXECUTE FUNCTION stamp_version()
  CREATE INDEX referral_by_admission ON public.referral USING btree (admission_id)
  CREATE INDEX referral_by_bed ON public.referral USING btree (bed_id) WHERE (bed_id IS NOT NULL)
  CREATE INDEX referral_by_municipality ON public.referral USING btree (municipality_code, submitted_at, referral_id)
  CREATE INDEX referral_by_person ON public.referral USING btree (person_id)
  CREATE INDEX referral_open_by_municipality ON public.referral USING btree (municipality_code, submitted_at, referral_id) WHERE (state = ANY (ARRAY['submitted'::text, 'information_requested'::text, 'accepted'::text, 'offered'::text, 'assigned'::text, 'moved_in'::text]))
  policy referral_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral.referral_id)
     OFFSET 0))
END
  policy referral_is_added_by_circle_of_admission for insert with check (EXISTS ( SELECT
   FROM circle
  WHERE (circle.subject_id = referral.admission_id)
 OFFSET 0))
  policy referral_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral.referral_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral.referral_id)
     OFFSET 0))
END
  policy referral_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral.referral_id)
     OFFSET 0))
END
  policy referral_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral.referral_id)
     OFFSET 0))
END

table referral_draft
  admission_id uuid not null
  target_group text
  needs text[]
  support_before text[]
  saved_at timestamp with time zone not null
  has_disorder boolean
  constraint referral_draft_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id) ON DELETE CASCADE
  constraint referral_draft_key PRIMARY KEY (admission_id)
  constraint referral_draft_target_group_known CHECK ((target_group = ANY (ARRAY['without_support'::text, 'needs_more_support'::text])))
  policy referral_draft_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((( SELECT actor_role() AS actor_role) = 'discharge_coordinator'::text) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_draft.admission_id)
     OFFSET 0)))
END
  policy referral_draft_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((( SELECT actor_role() AS actor_role) = 'discharge_coordinator'::text) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_draft.admission_id)
     OFFSET 0)))
END
  policy referral_draft_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((( SELECT actor_role() AS actor_role) = 'discharge_coordinator'::text) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_draft.admission_id)
     OFFSET 0)))
END
  policy referral_draft_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((( SELECT actor_role() AS actor_role) = 'discharge_coordinator'::text) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_draft.admission_id)
     OFFSET 0)))
END

table referral_history
  referral_id uuid not null
  person_id uuid not null
  admission_id uuid not null
  municipality_code text not null
  state text not null
  target_group text
  needs text[] not null
  submitted_at timestamp with time zone not null
  accepted_at timestamp with time zone
  declined_at timestamp with time zone
  withdrawn_at timestamp with time zone
  decision_reason text
  offered_at timestamp with time zone
  assigned_at timestamp with time zone
  bed_id uuid
  recorded_from timestamp with time zone not null
  follows_referral_id uuid
  support_before text[]
  consequence text
  went_to text
  queued_at timestamp with time zone
  closed_at timestamp with time zone
  has_disorder boolean
  with_municipality_since timestamp with time zone
  recorded_to timestamp with time zone not null
  CREATE INDEX referral_history_by_id ON public.referral_history USING btree (referral_id)
  policy referral_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_history.referral_id)
     OFFSET 0))
END

table referral_question
  referral_question_id uuid not null
  referral_id uuid not null
  question_id uuid not null
  asked_at timestamp with time zone not null
  answer_id uuid
  answered_at timestamp with time zone
  closed_at timestamp with time zone
  constraint referral_question_answer FOREIGN KEY (answer_id) REFERENCES written_text(written_text_id)
  constraint referral_question_answered_whole CHECK (((answer_id IS NULL) = (answered_at IS NULL)))
  constraint referral_question_key PRIMARY KEY (referral_question_id)
  constraint referral_question_question FOREIGN KEY (question_id) REFERENCES written_text(written_text_id)
  constraint referral_question_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  CREATE INDEX referral_question_by_referral ON public.referral_question USING btree (referral_id, asked_at)
  CREATE UNIQUE INDEX referral_question_one_open ON public.referral_question USING btree (referral_id) WHERE ((answered_at IS NULL) AND (closed_at IS NULL))
  policy referral_question_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_question.referral_id)
     OFFSET 0))
END
  policy referral_question_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_question.referral_id)
     OFFSET 0))
END
  policy referral_question_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_question.referral_id)
     OFFSET 0))
END
  policy referral_question_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = referral_question.referral_id)
     OFFSET 0))
END

view referral_version
  referral_id uuid
  person_id uuid
  admission_id uuid
  municipality_code text
  state text
  target_group text
  needs text[]
  submitted_at timestamp with time zone
  accepted_at timestamp with time zone
  declined_at timestamp with time zone
  withdrawn_at timestamp with time zone
  decision_reason text
  offered_at timestamp with time zone
  assigned_at timestamp with time zone
  bed_id uuid
  recorded_from timestamp with time zone
  follows_referral_id uuid
  support_before text[]
  consequence text
  went_to text
  queued_at timestamp with time zone
  closed_at timestamp with time zone
  has_disorder boolean
  with_municipality_since timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.referral_id,
    present.person_id,
    present.admission_id,
    present.municipality_code,
    present.state,
    present.target_group,
    present.needs,
    present.submitted_at,
    present.accepted_at,
    present.declined_at,
    present.withdrawn_at,
    present.decision_reason,
    present.offered_at,
    present.assigned_at,
    present.bed_id,
    present.recorded_from,
    present.follows_referral_id,
    present.support_before,
    present.consequence,
    present.went_to,
    present.queued_at,
    present.closed_at,
    present.has_disorder,
    present.with_municipality_since,
    NULL::timestamp with time zone AS recorded_to
   FROM referral present
UNION ALL
 SELECT past.referral_id,
    past.person_id,
    past.admission_id,
    past.municipality_code,
    past.state,
    past.target_group,
    past.needs,
    past.submitted_at,
    past.accepted_at,
    past.declined_at,
    past.withdrawn_at,
    past.decision_reason,
    past.offered_at,
    past.assigned_at,
    past.bed_id,
    past.recorded_from,
    past.follows_referral_id,
    past.support_before,
    past.consequence,
    past.went_to,
    past.queued_at,
    past.closed_at,
    past.has_disorder,
    past.with_municipality_since,
    past.recorded_to
   FROM referral_history past;

table region
  region_id text not null
  region_code text
  name text not null
  constraint region_code_unique UNIQUE (region_code)
  constraint region_key PRIMARY KEY (region_id)
  constraint region_name_unique UNIQUE (name)
  policy region_is_added_by for insert with check false
  policy region_is_changed_by for update using false
  policy region_is_read_by for select using true
  policy region_is_removed_by for delete using false

table reminder_sent
  account_id uuid not null
  day date not null
  constraint reminder_sent_account FOREIGN KEY (account_id) REFERENCES account(account_id)
  constraint reminder_sent_key PRIMARY KEY (account_id, day)
  policy reminder_sent_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy reminder_sent_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy reminder_sent_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy reminder_sent_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table residence
  residence_id uuid not null
  person_id uuid not null
  municipality_code text not null
  from_day date not null
  recorded_from timestamp with time zone not null
  constraint residence_key PRIMARY KEY (residence_id)
  constraint residence_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint residence_one_a_day UNIQUE (person_id, from_day)
  constraint residence_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  CREATE TRIGGER residence_draws_circles AFTER INSERT ON public.residence REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION draw_circles_of_added()
  CREATE TRIGGER residence_keep BEFORE DELETE OR UPDATE ON public.residence FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER residence_leaves_circles AFTER DELETE ON public.residence FOR EACH ROW EXECUTE FUNCTION draw_circle_of_changed('residence_id')
  CREATE TRIGGER residence_redraws_circle AFTER UPDATE ON public.residence FOR EACH ROW EXECUTE FUNCTION draw_circle_of_changed('residence_id')
  CREATE TRIGGER residence_stamp BEFORE INSERT ON public.residence FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy residence_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = residence.person_id)
     OFFSET 0))
END
  policy residence_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = residence.person_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = residence.person_id)
     OFFSET 0))
END
  policy residence_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = residence.person_id)
     OFFSET 0))
END
  policy residence_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = residence.person_id)
     OFFSET 0))
END

table residence_history
  residence_id uuid not null
  person_id uuid not null
  municipality_code text not null
  from_day date not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX residence_history_by_id ON public.residence_history USING btree (residence_id)
  policy residence_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = residence_history.person_id)
     OFFSET 0))
END

view residence_version
  residence_id uuid
  person_id uuid
  municipality_code text
  from_day date
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.residence_id,
    present.person_id,
    present.municipality_code,
    present.from_day,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM residence present
UNION ALL
 SELECT past.residence_id,
    past.person_id,
    past.municipality_code,
    past.from_day,
    past.recorded_from,
    past.recorded_to
   FROM residence_history past;

table schema_migration
  name text not null
  checksum text not null
  applied_at timestamp with time zone not null default now()
  constraint schema_migration_key PRIMARY KEY (name)
  policy schema_migration_is_added_by for insert with check false
  policy schema_migration_is_changed_by for update using false
  policy schema_migration_is_read_by for select using true
  policy schema_migration_is_removed_by for delete using false

table schema_views
  checksum text not null
  constraint schema_views_key PRIMARY KEY (checksum)
  policy schema_views_is_added_by for insert with check false
  policy schema_views_is_changed_by for update using false
  policy schema_views_is_read_by for select using true
  policy schema_views_is_removed_by for delete using false

table session
  session_id uuid not null
  token_hash bytea not null
  account_id uuid not null
  role text not null
  municipality_code text
  ward_id uuid
  site_id uuid
  began_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  constraint session_account FOREIGN KEY (account_id) REFERENCES account(account_id)
  constraint session_key PRIMARY KEY (session_id)
  constraint session_token_unique UNIQUE (token_hash)
  CREATE INDEX session_by_account ON public.session USING btree (account_id)
  CREATE INDEX session_by_end ON public.session USING btree (ends_at)
  policy session_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))
  policy session_is_changed_by for update using (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text]))
  policy session_is_read_by for select using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((account_id)::text = ( SELECT actor_account() AS actor_account)) OR ((stated_role() = 'administrator'::text) AND is_administered(account_id)))
  policy session_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text, 'door'::text])) OR ((stated_role() = 'administrator'::text) AND is_administered(account_id)))

table sheet_receipt
  sheet_receipt_id uuid not null
  case_sheet_id uuid not null
  subject_id uuid not null
  role text not null
  organisation text
  account_id uuid
  read_at timestamp with time zone not null
  constraint sheet_receipt_key PRIMARY KEY (sheet_receipt_id)
  constraint sheet_receipt_sheet FOREIGN KEY (case_sheet_id) REFERENCES case_sheet(case_sheet_id)
  CREATE INDEX sheet_receipt_by_sheet ON public.sheet_receipt USING btree (case_sheet_id, read_at)
  policy sheet_receipt_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = sheet_receipt.subject_id)
     OFFSET 0))
END
  policy sheet_receipt_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = sheet_receipt.subject_id)
     OFFSET 0))
END
  policy sheet_receipt_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = sheet_receipt.subject_id)
     OFFSET 0))
END
  policy sheet_receipt_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = sheet_receipt.subject_id)
     OFFSET 0))
END

table sign_in_try
  sign_in_try_id uuid not null
  subject bytea not null
  tried_at timestamp with time zone not null
  constraint sign_in_try_key PRIMARY KEY (sign_in_try_id, subject)
  CREATE INDEX sign_in_try_by_subject ON public.sign_in_try USING btree (subject, tried_at)
  CREATE INDEX sign_in_try_by_time ON public.sign_in_try USING btree (tried_at)
  policy sign_in_try_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'door'::text)
  policy sign_in_try_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'door'::text)
  policy sign_in_try_is_read_by for select using (( SELECT actor_role() AS actor_role) = 'door'::text)
  policy sign_in_try_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'door'::text)

table site
  site_id uuid not null
  site_code text not null
  municipality_code text not null
  name text not null
  kind text
  max_stay_days integer
  turnaround_days integer not null
  recorded_from timestamp with time zone not null
  constraint site_code_unique UNIQUE (site_code)
  constraint site_key PRIMARY KEY (site_id)
  constraint site_max_stay_is_positive CHECK (((max_stay_days >= 1) AND (max_stay_days <= 3660)))
  constraint site_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint site_turnaround_is_short CHECK (((turnaround_days >= 0) AND (turnaround_days <= 60)))
  CREATE TRIGGER site_keep BEFORE DELETE OR UPDATE ON public.site FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER site_stamp BEFORE INSERT ON public.site FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy site_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR (('municipality '::text || municipality_code) = ( SELECT actor_organisation() AS actor_organisation)))
  policy site_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR (('municipality '::text || municipality_code) = ( SELECT actor_organisation() AS actor_organisation)))
  policy site_is_read_by for select using true
  policy site_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR (('municipality '::text || municipality_code) = ( SELECT actor_organisation() AS actor_organisation)))

table site_history
  site_id uuid not null
  site_code text not null
  municipality_code text not null
  name text not null
  kind text
  max_stay_days integer
  turnaround_days integer not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX site_history_by_id ON public.site_history USING btree (site_id)
  policy site_history_is_read_by for select using true

table site_statement
  site_statement_id uuid not null
  site_id uuid not null
  stated_at timestamp with time zone not null
  constraint site_statement_key PRIMARY KEY (site_statement_id)
  constraint site_statement_site FOREIGN KEY (site_id) REFERENCES site(site_id)
  CREATE INDEX site_statement_by_site ON public.site_statement USING btree (site_id, stated_at DESC)
  policy site_statement_is_added_by for insert with check ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'site_staff'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('site '::text || site_id))) OR ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['administrator'::text, 'municipal_authority'::text])) AND (EXISTS ( SELECT
   FROM site
  WHERE ((site.site_id = site_statement.site_id) AND (('municipality '::text || site.municipality_code) = ( SELECT actor_organisation() AS actor_organisation)))))))
  policy site_statement_is_changed_by for update using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'site_staff'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('site '::text || site_id))) OR ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['administrator'::text, 'municipal_authority'::text])) AND (EXISTS ( SELECT
   FROM site
  WHERE ((site.site_id = site_statement.site_id) AND (('municipality '::text || site.municipality_code) = ( SELECT actor_organisation() AS actor_organisation)))))))
  policy site_statement_is_read_by for select using true
  policy site_statement_is_removed_by for delete using ((( SELECT actor_role() AS actor_role) = 'system'::text) OR ((( SELECT actor_role() AS actor_role) = 'site_staff'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ('site '::text || site_id))) OR ((( SELECT actor_role() AS actor_role) = ANY (ARRAY['administrator'::text, 'municipal_authority'::text])) AND (EXISTS ( SELECT
   FROM site
  WHERE ((site.site_id = site_statement.site_id) AND (('municipality '::text || site.municipality_code) = ( SELECT actor_organisation() AS actor_organisation)))))))

view site_version
  site_id uuid
  site_code text
  municipality_code text
  name text
  kind text
  max_stay_days integer
  turnaround_days integer
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.site_id,
    present.site_code,
    present.municipality_code,
    present.name,
    present.kind,
    present.max_stay_days,
    present.turnaround_days,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM site present
UNION ALL
 SELECT past.site_id,
    past.site_code,
    past.municipality_code,
    past.name,
    past.kind,
    past.max_stay_days,
    past.turnaround_days,
    past.recorded_from,
    past.recorded_to
   FROM site_history past;

view standing_proposal
  match_plan_id uuid
  referral_id uuid
  rank integer
  bed_id uuid
  waited_days integer
  start_on date
  cost bigint
  reasons jsonb
  as  SELECT match_proposal.match_plan_id,
    match_proposal.referral_id,
    match_proposal.rank,
    match_proposal.bed_id,
    match_proposal.waited_days,
    match_proposal.start_on,
    match_proposal.cost,
    match_proposal.reasons
   FROM match_proposal
  WHERE (match_proposal.match_plan_id = ( SELECT match_plan.match_plan_id
           FROM match_plan
          ORDER BY match_plan.made_at DESC, match_plan.recorded_at DESC
         LIMIT 1));

table stay
  stay_id uuid not null
  referral_id uuid not null
  person_id uuid not null
  moved_in_on date not null
  planned_move_out_on date
  clarified_on date
  moved_out_on date
  onward_support text
  recorded_from timestamp with time zone not null
  clarified_to text
  ended_how text
  further_support text[]
  constraint stay_clarified_whole CHECK (((clarified_to IS NULL) OR (clarified_on IS NOT NULL)))
  constraint stay_ended_how_known CHECK ((ended_how = ANY (ARRAY['planned'::text, 'broken_off'::text, 'expelled'::text, 'readmitted'::text, 'dead'::text])))
  constraint stay_ended_how_with_move_out CHECK (((ended_how IS NULL) OR (moved_out_on IS NOT NULL)))
  constraint stay_in_order CHECK (((planned_move_out_on >= moved_in_on) AND (clarified_on >= moved_in_on) AND (moved_out_on >= moved_in_on) AND (moved_out_on >= clarified_on)))
  constraint stay_key PRIMARY KEY (stay_id)
  constraint stay_one_at_a_time_per_person EXCLUDE USING gist (person_id WITH =, daterange(moved_in_on, moved_out_on) WITH &&) DEFERRABLE
  constraint stay_one_per_referral UNIQUE (referral_id)
  constraint stay_onward_support_with_move_out CHECK (((onward_support IS NULL) OR (moved_out_on IS NOT NULL)))
  constraint stay_person FOREIGN KEY (person_id) REFERENCES person(person_id)
  constraint stay_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  CREATE TRIGGER stay_keep BEFORE DELETE OR UPDATE ON public.stay FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER stay_stamp BEFORE INSERT ON public.stay FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy stay_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay.referral_id)
     OFFSET 0))
END
  policy stay_is_changed_by for update using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay.referral_id)
     OFFSET 0))
END with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay.referral_id)
     OFFSET 0))
END
  policy stay_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay.referral_id)
     OFFSET 0))
END
  policy stay_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay.referral_id)
     OFFSET 0))
END

table stay_extension
  stay_extension_id uuid not null
  referral_id uuid not null
  from_move_out_on date not null
  to_move_out_on date not null
  reason text not null
  decided_at timestamp with time zone not null
  constraint stay_extension_is_later CHECK ((to_move_out_on > from_move_out_on))
  constraint stay_extension_key PRIMARY KEY (stay_extension_id)
  constraint stay_extension_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id)
  CREATE INDEX stay_extension_by_referral ON public.stay_extension USING btree (referral_id, decided_at)
  policy stay_extension_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay_extension.referral_id)
     OFFSET 0))
END
  policy stay_extension_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay_extension.referral_id)
     OFFSET 0))
END
  policy stay_extension_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay_extension.referral_id)
     OFFSET 0))
END
  policy stay_extension_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay_extension.referral_id)
     OFFSET 0))
END

table stay_history
  stay_id uuid not null
  referral_id uuid not null
  person_id uuid not null
  moved_in_on date not null
  planned_move_out_on date
  clarified_on date
  moved_out_on date
  onward_support text
  recorded_from timestamp with time zone not null
  clarified_to text
  ended_how text
  further_support text[]
  recorded_to timestamp with time zone not null
  CREATE INDEX stay_history_by_id ON public.stay_history USING btree (stay_id)
  policy stay_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = stay_history.referral_id)
     OFFSET 0))
END

view stay_version
  stay_id uuid
  referral_id uuid
  person_id uuid
  moved_in_on date
  planned_move_out_on date
  clarified_on date
  moved_out_on date
  onward_support text
  recorded_from timestamp with time zone
  clarified_to text
  ended_how text
  further_support text[]
  recorded_to timestamp with time zone
  as  SELECT present.stay_id,
    present.referral_id,
    present.person_id,
    present.moved_in_on,
    present.planned_move_out_on,
    present.clarified_on,
    present.moved_out_on,
    present.onward_support,
    present.recorded_from,
    present.clarified_to,
    present.ended_how,
    present.further_support,
    NULL::timestamp with time zone AS recorded_to
   FROM stay present
UNION ALL
 SELECT past.stay_id,
    past.referral_id,
    past.person_id,
    past.moved_in_on,
    past.planned_move_out_on,
    past.clarified_on,
    past.moved_out_on,
    past.onward_support,
    past.recorded_from,
    past.clarified_to,
    past.ended_how,
    past.further_support,
    past.recorded_to
   FROM stay_history past;

table task_taken
  referral_id uuid not null
  task text not null
  organisation text not null
  account_id uuid not null
  account_name text not null
  taken_at timestamp with time zone not null
  constraint task_taken_account FOREIGN KEY (account_id) REFERENCES account(account_id)
  constraint task_taken_key PRIMARY KEY (referral_id, task, organisation)
  constraint task_taken_referral FOREIGN KEY (referral_id) REFERENCES referral(referral_id) ON DELETE CASCADE
  policy task_taken_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((organisation = ( SELECT actor_organisation() AS actor_organisation)) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = task_taken.referral_id)
     OFFSET 0)))
END
  policy task_taken_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((organisation = ( SELECT actor_organisation() AS actor_organisation)) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = task_taken.referral_id)
     OFFSET 0)))
END
  policy task_taken_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((organisation = ( SELECT actor_organisation() AS actor_organisation)) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = task_taken.referral_id)
     OFFSET 0)))
END
  policy task_taken_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE ((organisation = ( SELECT actor_organisation() AS actor_organisation)) AND (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = task_taken.referral_id)
     OFFSET 0)))
END

table waiting_cause
  waiting_cause_id uuid not null
  admission_id uuid not null
  day date not null
  cause text not null
  recorded_from timestamp with time zone not null
  constraint waiting_cause_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id)
  constraint waiting_cause_key PRIMARY KEY (waiting_cause_id)
  constraint waiting_cause_known CHECK ((cause = ANY (ARRAY['hospital'::text, 'municipality'::text, 'citizen'::text, 'no_bed'::text, 'other'::text])))
  constraint waiting_cause_one_a_day UNIQUE (admission_id, day)
  CREATE TRIGGER waiting_cause_keep BEFORE DELETE OR UPDATE ON public.waiting_cause FOR EACH ROW EXECUTE FUNCTION keep_version()
  CREATE TRIGGER waiting_cause_stamp BEFORE INSERT ON public.waiting_cause FOR EACH ROW EXECUTE FUNCTION stamp_version()
  policy waiting_cause_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_cause.admission_id)
     OFFSET 0))
END
  policy waiting_cause_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_cause.admission_id)
     OFFSET 0))
END
  policy waiting_cause_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_cause.admission_id)
     OFFSET 0))
END
  policy waiting_cause_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_cause.admission_id)
     OFFSET 0))
END

table waiting_cause_history
  waiting_cause_id uuid not null
  admission_id uuid not null
  day date not null
  cause text not null
  recorded_from timestamp with time zone not null
  recorded_to timestamp with time zone not null
  CREATE INDEX waiting_cause_history_by_id ON public.waiting_cause_history USING btree (waiting_cause_id)
  policy waiting_cause_history_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_cause_history.admission_id)
     OFFSET 0))
END

view waiting_cause_version
  waiting_cause_id uuid
  admission_id uuid
  day date
  cause text
  recorded_from timestamp with time zone
  recorded_to timestamp with time zone
  as  SELECT present.waiting_cause_id,
    present.admission_id,
    present.day,
    present.cause,
    present.recorded_from,
    NULL::timestamp with time zone AS recorded_to
   FROM waiting_cause present
UNION ALL
 SELECT past.waiting_cause_id,
    past.admission_id,
    past.day,
    past.cause,
    past.recorded_from,
    past.recorded_to
   FROM waiting_cause_history past;

table waiting_dispute
  waiting_dispute_id uuid not null
  admission_id uuid not null
  municipality_code text not null
  from_day date not null
  to_day date not null
  claimed_cause text not null
  disputed_by text not null
  reason_id uuid not null
  disputed_at timestamp with time zone not null
  answer text
  answer_id uuid
  answered_at timestamp with time zone
  constraint waiting_dispute_admission FOREIGN KEY (admission_id) REFERENCES admission(admission_id)
  constraint waiting_dispute_answer_known CHECK ((answer = ANY (ARRAY['agreed'::text, 'upheld'::text])))
  constraint waiting_dispute_answer_text FOREIGN KEY (answer_id) REFERENCES written_text(written_text_id)
  constraint waiting_dispute_answered_whole CHECK (((answer IS NULL) = (answered_at IS NULL)))
  constraint waiting_dispute_by_known CHECK ((disputed_by = ANY (ARRAY['ward'::text, 'municipality'::text])))
  constraint waiting_dispute_cause_known CHECK ((claimed_cause = ANY (ARRAY['hospital'::text, 'municipality'::text, 'citizen'::text, 'no_bed'::text, 'other'::text])))
  constraint waiting_dispute_in_order CHECK ((to_day > from_day))
  constraint waiting_dispute_key PRIMARY KEY (waiting_dispute_id)
  constraint waiting_dispute_municipality FOREIGN KEY (municipality_code) REFERENCES municipality(municipality_code)
  constraint waiting_dispute_one_of_a_day EXCLUDE USING gist (admission_id WITH =, daterange(from_day, to_day) WITH &&) WHERE ((answer IS NULL))
  constraint waiting_dispute_reason FOREIGN KEY (reason_id) REFERENCES written_text(written_text_id)
  CREATE INDEX waiting_dispute_by_admission ON public.waiting_dispute USING btree (admission_id, disputed_at)
  policy waiting_dispute_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_dispute.admission_id)
     OFFSET 0))
END
  policy waiting_dispute_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_dispute.admission_id)
     OFFSET 0))
END
  policy waiting_dispute_is_read_by for select using 
CASE
    WHEN (stated_role() = ANY (ARRAY['system'::text])) THEN (( SELECT actor_role() AS actor_role) = ANY (ARRAY['system'::text]))
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_dispute.admission_id)
     OFFSET 0))
END
  policy waiting_dispute_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = waiting_dispute.admission_id)
     OFFSET 0))
END

table ward
  ward_id uuid not null
  region_id text
  name text not null
  sor_code text
  is_psychiatric boolean not null
  constraint ward_key PRIMARY KEY (ward_id)
  constraint ward_name_unique UNIQUE (region_id, name)
  constraint ward_region FOREIGN KEY (region_id) REFERENCES region(region_id)
  constraint ward_sor_code_unique UNIQUE (sor_code)
  policy ward_is_added_by for insert with check (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy ward_is_changed_by for update using (( SELECT actor_role() AS actor_role) = 'system'::text)
  policy ward_is_read_by for select using true
  policy ward_is_removed_by for delete using (( SELECT actor_role() AS actor_role) = 'system'::text)

table written_text
  written_text_id uuid not null
  subject_id uuid not null
  text_sealed bytea not null
  role text not null
  organisation text
  account_id uuid
  written_at timestamp with time zone not null
  constraint written_text_key PRIMARY KEY (written_text_id)
  CREATE INDEX written_text_by_subject ON public.written_text USING btree (subject_id, written_at)
  policy written_text_is_added_by for insert with check 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = written_text.subject_id)
     OFFSET 0))
END
  policy written_text_is_changed_by for update using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = written_text.subject_id)
     OFFSET 0))
END
  policy written_text_is_read_by for select using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = written_text.subject_id)
     OFFSET 0))
END
  policy written_text_is_removed_by for delete using 
CASE
    WHEN (stated_role() = 'system'::text) THEN (( SELECT actor_role() AS actor_role) = 'system'::text)
    ELSE (EXISTS ( SELECT
       FROM circle
      WHERE (circle.subject_id = written_text.subject_id)
     OFFSET 0))
END
function actor_account()
function actor_circles()
function actor_claim()
function actor_organisation()
function actor_role()
function age_group(born_on date, day date)
function agreement_room(the_referral_id uuid, the_bed_id uuid, on_day date, from_night date, to_night date)
function agreement_use(on_day date)
function await_seal()
function beds_proposed_to_others(on_day date)
function bought_bed_night(as_of timestamp with time zone, from_day date, to_day date)
function by_role_or(roles text, others text)
function circle_of(persons uuid[])
function closed_nights(from_day date)
function danish_day(at_instant timestamp with time zone)
function deciding_municipality(the_person_id uuid, stated_home text, admitted_at timestamp with time zone, referred_on date)
function draw_circle_of_changed()
function draw_circle_of_changed_hold()
function draw_circles(persons uuid[])
function draw_circles_of_added()
function draw_circles_of_admitted()
function draw_circles_of_held()
function draw_circles_of_referred()
function fairness_report(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[])
function fairness_report_of_all(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[], counts_persons boolean)
function first_free_gap(the_bed_id uuid, from_night date)
function follow_earlier_referral()
function has_role(the_account_id uuid)
function hold_assigned_bed(the_referral_id uuid)
function home_municipality(as_of timestamp with time zone, known_at timestamp with time zone)
function home_municipality(known_at timestamp with time zone)
function hospital_stay(as_of timestamp with time zone, known_at timestamp with time zone)
function import_day()
function in_circle(table_name text, subject text)
function instant_on(day date, on_record timestamp with time zone)
function instrument_total(the_instrument text, items integer[])
function is_administered(the_account_id uuid)
function is_administered_role(the_municipality_code text, the_site_id uuid)
function keep_version()
function keep_versions_of(IN table_name text)
function keep_versions_with_new_columns(IN table_name text)
function live_session(token_hash bytea, at timestamp with time zone, seen_since timestamp with time zone)
function long_leave(as_of timestamp with time zone, known_at timestamp with time zone)
function occupancy_report(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[])
function occupancy_report_of_all(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[], counts_persons boolean)
function partner_needs(on_day date)
function person_with_number(the_number_index bytea)
function queue_of(the_municipality text)
function queue_place(the_referral_id uuid)
function raise_wall(IN table_name text, IN reading text, IN writing text)
function raise_wall_by_circle(IN table_name text, IN subject text)
function raise_wall_of_history(IN table_name text)
function read_id(cell text)
function read_instant(cell text)
function readmissions_report(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[])
function readmissions_report_of_all(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[], counts_persons boolean)
function referral_times_report(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[])
function referral_times_report_of_all(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[], counts_persons boolean)
function refuse_change()
function region_on(the_municipality_code text, on_day date)
function report_group(group_name text, municipality_code text, region text, ward text, site text, onward_support text, day date)
function report_groups(key text)
function report_key(groups text[], municipality_code text, region text, ward text, site text, onward_support text, day date)
function report_key_part(group_name text, municipality_code text, region text, ward text, site text, onward_support text, day date)
function stamp_version()
function stated_role()
function stays_report(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[])
function stays_report_of_all(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[], counts_persons boolean)
function taken_for(the_bed_id uuid, night date)
function taken_nights(the_bed_id uuid, first_night date, until_night date, but_referral uuid)
function usual_waiting_cause(the_admission_id uuid, the_day date, as_of timestamp with time zone, known_at timestamp with time zone)
function waiting_day(as_of timestamp with time zone, known_at timestamp with time zone, from_day date, to_day date)
function waiting_days_report(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[])
function waiting_days_report_of_all(from_day date, to_day date, as_of timestamp with time zone, known_at timestamp with time zone, groups text[], counts_persons boolean)
function waiting_ledger(as_of timestamp with time zone, known_at timestamp with time zone, from_day date, to_day date)
function waiting_ledger_line(as_of timestamp with time zone, known_at timestamp with time zone, from_day date, to_day date)
function waiting_period(as_of timestamp with time zone, known_at timestamp with time zone)
function waiting_span(as_of timestamp with time zone, known_at timestamp with time zone)
function wake_workers()
function was_known(recorded_from timestamp with time zone, recorded_to timestamp with time zone, known_at timestamp with time zone)
function who_looked(the_person_id uuid)
function written_day(day date)
function written_instant(at_instant timestamp with time zone, is_day_only boolean)
