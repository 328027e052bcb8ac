-- What drizzle cannot say of the second generation of tables: fences, grants, number series, append-only guards.
-- Work items: the order of urgency and the moment something ends by itself follow from the row, whoever writes it.
-- The figures are those of domain/worklist/policy.ts; a test compares the two.
CREATE FUNCTION rank_work_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.rank_at := least(coalesce(NEW.due_at, NEW.opened_at + interval '120 hours'), NEW.promised_at)
    - NEW.priority * interval '24 hours';
  NEW.wake_at := CASE WHEN NEW.state = 'open' THEN
    CASE WHEN NEW.suspended_at IS NOT NULL THEN NEW.suspended_until
         WHEN NEW.snoozed_until IS NOT NULL THEN NEW.snoozed_until
         ELSE NEW.locked_until END END;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rank BEFORE INSERT OR UPDATE ON work_items FOR EACH ROW EXECUTE FUNCTION rank_work_item();
--> statement-breakpoint
UPDATE work_items SET version = version;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['work_queues', 'work_queue_members', 'work_views', 'work_marks', 'work_comments', 'work_promises',
    'work_bulks', 'work_bulk_items'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO hegui_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
SELECT fence_table('role_networks');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON role_networks TO hegui_app;
--> statement-breakpoint
-- Tables of people, who belong to no single programme: guarded by what commands ask for, like people and sessions.
GRANT SELECT, INSERT, UPDATE ON recovery_codes, passkeys, known_devices, sign_in_budgets TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_challenges TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON sign_ins TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON sign_ins FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE api_buckets SET UNLOGGED;
--> statement-breakpoint
CREATE SEQUENCE number_submission;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_submission TO hegui_app;
--> statement-breakpoint
SELECT fence_table('api_keys'), fence_table('kyc_submissions'), fence_table('webhook_endpoints'),
  fence_table('webhook_deliveries'), fence_table('webhook_attempts');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON api_keys, kyc_submissions, webhook_endpoints, webhook_deliveries, webhook_attempts TO hegui_app;
--> statement-breakpoint
-- Evidence: files and what lies in the store for them.
SELECT fence_table('evidence_files');
--> statement-breakpoint
SELECT fence_table('evidence_blobs');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON evidence_files TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence_blobs TO hegui_app;
--> statement-breakpoint
SELECT fence_table('notices');
--> statement-breakpoint
SELECT fence_table('notice_mails');
--> statement-breakpoint
SELECT fence_table('notice_preferences');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON notices, notice_mails, notice_preferences TO hegui_app;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['access_links', 'disablements', 'role_requests', 'delegations', 'reset_requests', 'access_reviews',
    'access_review_items', 'absences', 'duty_shifts'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO hegui_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- A signed review does not change any more, nor do its lines.
CREATE FUNCTION refuse_change_of_signed_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'access_reviews' THEN
    IF OLD.signed_at IS NOT NULL THEN
      RAISE EXCEPTION 'a signed review does not change' USING ERRCODE = '42501';
    END IF;
  ELSIF EXISTS (SELECT FROM access_reviews r WHERE r.id = OLD.review_id AND r.signed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a signed review does not change' USING ERRCODE = '42501';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER signed BEFORE UPDATE OR DELETE ON access_reviews FOR EACH ROW EXECUTE FUNCTION refuse_change_of_signed_review();
--> statement-breakpoint
CREATE TRIGGER signed BEFORE UPDATE OR DELETE ON access_review_items FOR EACH ROW EXECUTE FUNCTION refuse_change_of_signed_review();
--> statement-breakpoint
-- Mappings of imports; who acts for and who owns an enterprise.
SELECT fence_table('import_mappings');
--> statement-breakpoint
GRANT SELECT, INSERT ON import_mappings TO hegui_app;
--> statement-breakpoint
SELECT fence_table('representatives');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON representatives TO hegui_app;
--> statement-breakpoint
SELECT fence_table('ownership_stakes');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON ownership_stakes TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON key_rotations TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON maintenance_runs TO hegui_app;
--> statement-breakpoint
SELECT fence_table('erasures');
--> statement-breakpoint
GRANT SELECT, INSERT ON erasures TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON erasures FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON erasures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
SELECT fence_table(t) FROM unnest(ARRAY['rulebook_changes', 'rulebook_versions', 'calendar_years', 'rulebook_revisions', 'clock_events']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON rulebook_changes, rulebook_revisions TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON rulebook_versions, calendar_years, clock_events TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_rule_change;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_rule_change TO hegui_app;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['rulebook_versions', 'calendar_years', 'clock_events'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Which decisions cite a rule: the entries' basis, as texts `id@version`.
CREATE INDEX audit_entries_basis ON audit_entries USING gin ((leaf::jsonb -> 'basis') jsonb_path_ops)
  WHERE leaf::jsonb -> 'basis' <> '[]'::jsonb;
--> statement-breakpoint
-- Completeness: standings and runs of controls are of the house, read by all; the rest is fenced.
GRANT SELECT ON control_standings, control_runs, control_days TO hegui_app;
--> statement-breakpoint
SELECT fence_table(t) FROM unnest(ARRAY['control_misses', 'day_statements', 'tie_outs', 'tie_differences', 'audit_anchors']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON control_misses, tie_differences TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON day_statements, tie_outs TO hegui_app;
--> statement-breakpoint
GRANT SELECT ON audit_anchors TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON day_statements FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON tie_outs FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_control_miss;
--> statement-breakpoint
CREATE SEQUENCE number_difference;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_control_miss, number_difference TO hegui_app;
