-- What drizzle cannot say of the tables of privacy requests, retention, consents, sharing, incidents: fences, grants, number series, append-only guards.
-- Privacy requests: fences, numbers, and what is only ever added to.
SELECT fence_table(t) FROM unnest(ARRAY['privacy_requests', 'privacy_request_steps', 'privacy_codes']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON privacy_requests, privacy_codes TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON privacy_request_steps TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON privacy_request_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_privacy_request;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_privacy_request TO hegui_app;
--> statement-breakpoint
-- What was late stays late, whatever becomes of the request.
CREATE FUNCTION keep_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.late AND (NOT NEW.late OR NEW.late_since IS DISTINCT FROM OLD.late_since) THEN
    RAISE EXCEPTION 'a breach is not taken back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_late BEFORE UPDATE ON privacy_requests FOR EACH ROW EXECUTE FUNCTION keep_late();
--> statement-breakpoint
-- Packages for customers: fenced; what went out stays on record.
SELECT fence_table(t) FROM unnest(ARRAY['subject_packages', 'package_downloads']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON subject_packages TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON package_downloads TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON package_downloads FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_package;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_package TO hegui_app;
--> statement-breakpoint
-- Consents, sharing and processing: what was said stays as it was said; nothing of the registers is deleted.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['policy_versions', 'consent_states', 'sharing_partners', 'sharing_stops', 'sharing_notices', 'sharing_demands',
    'processing_records', 'impact_assessments', 'decision_reviews'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO hegui_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['consent_events', 'policy_acceptances', 'sharing_disclosures'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO hegui_app', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE SEQUENCE number_policy_version;
--> statement-breakpoint
CREATE SEQUENCE number_sharing_partner;
--> statement-breakpoint
CREATE SEQUENCE number_sharing_notice;
--> statement-breakpoint
CREATE SEQUENCE number_sharing_demand;
--> statement-breakpoint
CREATE SEQUENCE number_processing_record;
--> statement-breakpoint
CREATE SEQUENCE number_impact_assessment;
--> statement-breakpoint
CREATE SEQUENCE number_decision_review;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_policy_version, number_sharing_partner, number_sharing_notice, number_sharing_demand,
  number_processing_record, number_impact_assessment, number_decision_review TO hegui_app;
--> statement-breakpoint
-- Corrections: fenced; what stood before and what was put in its place are never changed.
SELECT fence_table(t) FROM unnest(ARRAY['corrections', 'correction_items']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON corrections TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON correction_items TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON correction_items FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_correction;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_correction TO hegui_app;
--> statement-breakpoint
-- Retention: fences, numbers; a certificate is never changed, and what was decided goes only with its ledger of erasures.
SELECT fence_table(t) FROM unnest(ARRAY['retention_entries', 'restricted_subjects', 'retention_certificates', 'retention_keepings']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON retention_entries, restricted_subjects TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON retention_certificates TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON retention_keepings TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON retention_certificates FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON retention_certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_erasure_certificate;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_erasure_certificate TO hegui_app;
--> statement-breakpoint
GRANT DELETE ON decisions TO hegui_app;
--> statement-breakpoint
CREATE FUNCTION refuse_unerased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM erasures e WHERE e.subject_id = OLD.customer_id AND e.retention_class = 'trade') THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% goes only with its erasure', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
--> statement-breakpoint
CREATE TRIGGER erased BEFORE DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_unerased();
--> statement-breakpoint
DROP TRIGGER append_only ON closure_steps;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE ON closure_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_but_erased BEFORE UPDATE ON closure_steps FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'minor' IS DISTINCT FROM to_jsonb(NEW) - 'minor' OR NEW.minor IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
GRANT UPDATE (minor) ON closure_steps TO hegui_app;
--> statement-breakpoint
-- Incidents: fences, numbers; a due moment is never moved, the log and what customers say are only ever added to.
SELECT fence_table(t) FROM unnest(ARRAY['incidents', 'incident_duties', 'incident_selections', 'incident_persons', 'incident_reports', 'incident_notices', 'incident_entries', 'incident_sightings']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON incidents, incident_persons, incident_notices TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, done_at, done_by, waiver_code) ON incident_duties TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (sent_at, sent_by, channel, evidence_id) ON incident_reports TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON incident_selections, incident_entries, incident_sightings TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incident_selections FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incident_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incident_sightings FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_incident;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_incident TO hegui_app;
