-- What drizzle cannot say of the tables of the KYC desk: fences, grants, number series, append-only guards.
-- The KYC desk: submissions, their documents, and what was decided of them.
REVOKE DELETE ON kyc_submissions FROM hegui_app;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['kyc_documents', 'kyc_channels', 'kyc_requests', 'kyc_second_looks'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO hegui_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['kyc_check_runs', 'kyc_decisions', 'kyc_class_changes'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO hegui_app', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE SEQUENCE number_request;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_request TO hegui_app;
--> statement-breakpoint
-- Pictures of people, by how they look: all of a programme's are compared bit by bit.
CREATE INDEX kyc_documents_faces ON kyc_documents (programme_id) INCLUDE (customer_id, look_hash)
  WHERE kind = 'hand-held' AND look_hash IS NOT NULL;
--> statement-breakpoint
-- Re-verification: fences, numbers, and what is only ever added to.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reverifications', 'reverification_triggers', 'reverification_holds', 'reverification_changes',
    'reverification_reasons', 'reverification_measures'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO hegui_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE ON reverifications, reverification_triggers, reverification_holds, reverification_measures TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_reverification;
--> statement-breakpoint
CREATE SEQUENCE number_reverification_hold;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_reverification, number_reverification_hold TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON reverification_reasons FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Screening: lists and what is on them are taken in once and not changed, but for which list is in use.
CREATE SEQUENCE number_list_hit;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_list_hit TO hegui_app;
--> statement-breakpoint
SELECT fence_table(t) FROM unnest(ARRAY['screening_lists', 'screening_entries', 'screening_hits', 'screening_holds', 'screening_runs']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON screening_lists, screening_hits, screening_runs TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON screening_entries, screening_holds TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON screening_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
