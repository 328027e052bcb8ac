-- What drizzle cannot say of the tables of account controls and loss reports: fences, grants, number series, append-only guards.
-- What a measure under review truly is: never seen without clearance.
SELECT fence_table('measure_secrets');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON measure_secrets TO hegui_app;
--> statement-breakpoint
-- What customers are told: written once, prepared once; how each message fares moves on.
SELECT fence_table(t) FROM unnest(ARRAY['customer_letters', 'letter_dispatches', 'customer_languages']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON customer_letters, letter_dispatches, customer_languages TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_letter;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_letter TO hegui_app;
--> statement-breakpoint
-- What was said stays as it was said.
CREATE TRIGGER said_once BEFORE UPDATE ON customer_letters FOR EACH ROW WHEN (OLD.prepared_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Orders of authorities: fences, numbers, and what is only ever added to.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['orders', 'order_officers', 'order_acts', 'order_answers', 'order_packages'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO hegui_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE ON orders, order_acts, order_packages TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON order_answers FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_order;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_order TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_secret_order;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_secret_order TO hegui_app;
--> statement-breakpoint
-- One paper is taken in once for a target; a refused one may come again.
CREATE UNIQUE INDEX orders_paper ON orders (programme_id, clearance, authority_name, document_number, act, account_id, customer_id, about_id)
  NULLS NOT DISTINCT WHERE state <> 'refused';
--> statement-breakpoint
-- What the payment core holds an account to against what we do.
SELECT fence_table('core_differences');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON core_differences TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_core_difference;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_core_difference TO hegui_app;
--> statement-breakpoint
-- Jobs that gave up: what they are, never what they carry. A job's programme is what its envelope says.
CREATE FUNCTION dead_jobs() RETURNS TABLE (id bigint, topic text, attempts integer, created_at timestamptz, gave_up_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT j.id, t.identifier::text, j.attempts::integer, j.created_at, j.updated_at
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL
      AND j.payload ->> 'programmeId' = current_setting('hegui.programme', true);
END $$;
--> statement-breakpoint
-- Gives a job that gave up its attempts back; false where there is none, or it has not given up.
CREATE FUNCTION replay_job(which bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE graphile_worker._private_jobs j SET attempts = 0, run_at = now(), updated_at = now()
  WHERE j.id = which AND j.attempts >= j.max_attempts AND j.locked_at IS NULL
    AND j.payload ->> 'programmeId' = current_setting('hegui.programme', true);
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dead_jobs(), replay_job(bigint) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dead_jobs(), replay_job(bigint) TO hegui_app;
--> statement-breakpoint
-- Electronic orders: kept, never removed; an answer once given is not taken back.
SELECT fence_table(t) FROM unnest(ARRAY['electronic_orders', 'electronic_answers']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON electronic_orders, electronic_answers TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_electronic_order;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_electronic_order TO hegui_app;
--> statement-breakpoint
-- Loss reports: fences, numbers, and what is only ever added to.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['loss_reports', 'loss_protections'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO hegui_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['loss_notices', 'loss_checks', 'loss_call_backs', 'loss_evidence'] LOOP
    PERFORM fence_table(t::regclass);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO hegui_app', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
SELECT fence_table('loss_disputes');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON loss_disputes TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_loss_report;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_loss_report TO hegui_app;
--> statement-breakpoint
-- Limits: fences, numbers, and what was decided is never changed, only settled.
SELECT fence_table(t) FROM unnest(ARRAY['limit_books', 'limit_counters', 'decisions', 'limit_adjustments']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON limit_books, limit_adjustments TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON limit_counters TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, settled_at) ON decisions TO hegui_app;
--> statement-breakpoint
CREATE SEQUENCE number_limit_adjustment;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_limit_adjustment TO hegui_app;
--> statement-breakpoint
-- Objections and closures: fences, numbers, and what is only ever added to.
SELECT fence_table(t) FROM unnest(ARRAY['objections', 'closures', 'closure_steps', 'closure_candidates', 'closure_logins']::regclass[]) AS t;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON objections, closures, closure_candidates, closure_logins TO hegui_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON closure_steps TO hegui_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON closure_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE SEQUENCE number_objection;
--> statement-breakpoint
CREATE SEQUENCE number_closure;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE number_objection, number_closure TO hegui_app;
