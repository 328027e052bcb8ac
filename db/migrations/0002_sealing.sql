ALTER TABLE "audit_heads" ADD COLUMN "horizon" "xid8" NOT NULL;--> statement-breakpoint
-- The sealed log is fenced by its name, `<programme>.<clearance>`.
CREATE FUNCTION log_is_open(log text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN split_part(log, '.', 1) = current_setting('hegui.programme', true)
  AND (split_part(log, '.', 2) = 'general' OR current_setting('hegui.clearance', true) = 'suspicion');
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_leaves', 'audit_nodes', 'audit_heads'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY fence ON %I TO hegui_app USING (log_is_open(log))', t);
  END LOOP;
END $$;
