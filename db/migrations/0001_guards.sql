-- What drizzle cannot say: partitions, the application role, row-level security, append-only tables, number series.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hegui_app') THEN
    CREATE ROLE hegui_app NOLOGIN NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT hegui_app TO %I', current_user);
END $$;
--> statement-breakpoint

-- Month partitions of the ledger. Callable by the application, which may not create tables itself.
CREATE FUNCTION ensure_month_partition(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first date := date_trunc('month', day)::date;
  name text := 'transactions_' || to_char(first, 'YYYYMM');
BEGIN
  IF day < DATE '2000-01-01' OR day >= DATE '2100-01-01' THEN
    RAISE EXCEPTION 'business date out of range' USING ERRCODE = '22008';
  END IF;
  IF to_regclass(name) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('ensure_month_partition'));
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF transactions FOR VALUES FROM (%L) TO (%L)',
        name, first, (first + interval '1 month')::date);
    END IF;
  END IF;
END $$;
--> statement-breakpoint
SELECT ensure_month_partition(d::date) FROM generate_series(DATE '2026-01-01', DATE '2027-12-01', interval '1 month') AS d;
--> statement-breakpoint

-- A job leaves with the transaction that made it, or not at all.
CREATE FUNCTION enqueue_job(task text, payload json, job_key text, run_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, run_at := run_at, job_key := job_key, max_attempts := 25);
END $$;
--> statement-breakpoint

CREATE SEQUENCE number_customer;
--> statement-breakpoint
CREATE SEQUENCE number_account;
--> statement-breakpoint
CREATE SEQUENCE number_approval;
--> statement-breakpoint
CREATE SEQUENCE number_measure;
--> statement-breakpoint
CREATE SEQUENCE number_large_value;
--> statement-breakpoint
CREATE SEQUENCE number_import;
--> statement-breakpoint

-- Append-only: not even the owner changes a written entry without first dropping this guard.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_entries', 'audit_leaves', 'audit_nodes', 'audit_heads'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- Duties that one person may not hold together in one programme. The pairs are data, checked by the domain as well.
CREATE TABLE role_conflicts (role_a text NOT NULL, role_b text NOT NULL, PRIMARY KEY (role_a, role_b), CHECK (role_a < role_b));
--> statement-breakpoint
INSERT INTO role_conflicts (role_a, role_b)
SELECT least('administrator', r), greatest('administrator', r)
FROM unnest(ARRAY['customer-service', 'kyc-reviewer', 'aml-analyst', 'compliance-officer', 'compliance-lead',
  'privacy-officer', 'auditor', 'team-lead']) AS r
UNION
SELECT least('auditor', r), greatest('auditor', r)
FROM unnest(ARRAY['customer-service', 'kyc-reviewer', 'aml-analyst', 'compliance-officer', 'compliance-lead',
  'privacy-officer', 'team-lead']) AS r
UNION
SELECT 'compliance-lead', 'compliance-officer';
--> statement-breakpoint
CREATE FUNCTION refuse_conflicting_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(NEW.person_id::text));
  IF NEW.ended_at IS NULL AND EXISTS (
    SELECT FROM role_grants g
    JOIN role_conflicts c ON (c.role_a, c.role_b) = (least(g.role, NEW.role), greatest(g.role, NEW.role))
    WHERE g.person_id = NEW.person_id AND g.programme_id = NEW.programme_id AND g.ended_at IS NULL AND g.id <> NEW.id
  ) THEN
    RAISE EXCEPTION 'conflicting duties' USING ERRCODE = '23514', CONSTRAINT = 'role_grants_no_conflict';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER no_conflict BEFORE INSERT OR UPDATE ON role_grants FOR EACH ROW EXECUTE FUNCTION refuse_conflicting_roles();
--> statement-breakpoint

-- The application reads and writes as hegui_app, which sees one programme at a time and, without clearance, nothing
-- that suspicion touches. Settings are made per transaction by the kernel.
CREATE FUNCTION current_programme() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('hegui.programme', true);
--> statement-breakpoint
CREATE FUNCTION current_clearance() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('hegui.clearance', true), ''), 'general');
--> statement-breakpoint
CREATE FUNCTION fence_table(t regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  has_clearance boolean := EXISTS (SELECT FROM pg_attribute WHERE attrelid = t AND attname = 'clearance' AND NOT attisdropped);
  rule text := 'programme_id = (SELECT current_programme())';
BEGIN
  IF has_clearance THEN
    rule := rule || ' AND (clearance = ''general'' OR (SELECT current_clearance()) = ''suspicion'')';
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY fence ON %s TO hegui_app USING (%s) WITH CHECK (%s)', t, rule,
    'programme_id = (SELECT current_programme())');
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO hegui_app;
--> statement-breakpoint
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attname = 'programme_id' AND NOT a.attisdropped AND c.relname <> 'role_grants'
  LOOP
    PERFORM fence_table(t.name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO hegui_app', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON audit_entries FROM hegui_app;
--> statement-breakpoint
GRANT SELECT ON legal_entities, programmes, fx_rates, audit_leaves, audit_nodes, audit_heads, role_conflicts TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON people, role_grants, sessions, totp_credentials, fx_rates TO hegui_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO hegui_app;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION enqueue_job, ensure_month_partition, fence_table FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_job, ensure_month_partition TO hegui_app;
