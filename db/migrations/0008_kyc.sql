CREATE TABLE "kyc_channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"provider" text NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"checked_at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "kyc_channels_outcome" CHECK ("kyc_channels"."outcome" in ('match', 'mismatch', 'unavailable'))
);
--> statement-breakpoint
CREATE TABLE "kyc_check_runs" (
	"submission_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"findings" jsonb NOT NULL,
	"ran_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "kyc_check_runs_submission_id_run_pk" PRIMARY KEY("submission_id","run")
);
--> statement-breakpoint
CREATE TABLE "kyc_class_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"from_class" integer,
	"to_class" integer NOT NULL,
	"submission_id" uuid,
	"channels" integer NOT NULL,
	"face_to_face" boolean NOT NULL,
	"reason_code" text COLLATE "C",
	"rules" jsonb NOT NULL,
	"changed_by" text COLLATE "C" NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "kyc_class_changes_to" CHECK ("kyc_class_changes"."to_class" in (1, 2, 3))
);
--> statement-breakpoint
CREATE TABLE "kyc_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"decision" text COLLATE "C" NOT NULL,
	"reasons" text[] NOT NULL,
	"note_sealed" "bytea",
	"overridden" text[] NOT NULL,
	"approval_id" uuid,
	"decided_by" text COLLATE "C" NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL,
	"seconds" integer,
	CONSTRAINT "kyc_decisions_decision" CHECK ("kyc_decisions"."decision" in ('accept', 'reject', 'ask'))
);
--> statement-breakpoint
CREATE TABLE "kyc_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"file_id" uuid,
	"read_state" text COLLATE "C" NOT NULL,
	"read_problem" text COLLATE "C",
	"reading_sealed" "bytea",
	"quality" jsonb,
	"content_hash" "bytea",
	"look_hash" "bytea",
	"state" text COLLATE "C" DEFAULT 'waiting' NOT NULL,
	"reason_code" text COLLATE "C",
	"decided_by" text COLLATE "C",
	"decided_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "kyc_documents_state" CHECK ("kyc_documents"."state" in ('waiting', 'accepted', 'rejected', 'asked')),
	CONSTRAINT "kyc_documents_read" CHECK ("kyc_documents"."read_state" in ('missing', 'waiting', 'read', 'failed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "kyc_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"ground" text COLLATE "C" NOT NULL,
	"submission_id" uuid,
	"subject_id" uuid,
	"documents" jsonb NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"due_on" date NOT NULL,
	"asked_by" text COLLATE "C" NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"answered_by" uuid,
	"ended_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "kyc_requests_ground" CHECK ("kyc_requests"."ground" in ('asked-again', 're-verification')),
	CONSTRAINT "kyc_requests_state" CHECK ("kyc_requests"."state" in ('open', 'answered', 'lapsed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "kyc_second_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"first_by" text COLLATE "C" NOT NULL,
	"drawn_at" timestamp(3) with time zone NOT NULL,
	"lot" bigint NOT NULL,
	"verdict" text COLLATE "C",
	"reason_code" text COLLATE "C",
	"note_sealed" "bytea",
	"looked_by" text COLLATE "C",
	"looked_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "kyc_second_looks_verdict" CHECK (coalesce("kyc_second_looks"."verdict", 'agree') in ('agree', 'disagree'))
);
--> statement-breakpoint
CREATE TABLE "reverification_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"data" text[] NOT NULL,
	"effective_on" date NOT NULL,
	"announced_on" date NOT NULL,
	"latest_on" date NOT NULL,
	"in_time" boolean NOT NULL,
	"provisional" boolean NOT NULL,
	"note_sealed" "bytea",
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reverification_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"on_date" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"held" integer NOT NULL,
	"customers" integer NOT NULL,
	"share_bp" integer NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"reason_code" text COLLATE "C",
	"decided_by" text COLLATE "C",
	"decided_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reverification_holds_state" CHECK ("reverification_holds"."state" in ('open', 'released', 'dismissed'))
);
--> statement-breakpoint
CREATE TABLE "reverification_measures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"review_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"imposed_at" timestamp(3) with time zone NOT NULL,
	"lifted_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reverification_reasons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"review_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"until_on" date NOT NULL,
	"note_sealed" "bytea",
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reverification_triggers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"account_id" uuid,
	"kind" text COLLATE "C" NOT NULL,
	"trigger_key" text COLLATE "C" NOT NULL,
	"on_date" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"review_id" uuid,
	"hold_id" uuid,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"met_by" text COLLATE "C",
	"cny_sum" numeric(30, 0),
	"usd_sum" numeric(30, 0),
	"cny_line" bigint,
	"usd_line" bigint,
	"window_from" date,
	"window_to" date,
	"counted" integer,
	"unrated" integer,
	"subject_id" uuid,
	"reason_code" text COLLATE "C",
	"note_sealed" "bytea",
	"raised_by" text COLLATE "C",
	"satisfied_by" uuid,
	"found_at" timestamp(3) with time zone NOT NULL,
	"gone_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reverification_triggers_state" CHECK ("reverification_triggers"."state" in ('joined', 'satisfied', 'held', 'dismissed', 'gone')),
	CONSTRAINT "reverification_triggers_kind" CHECK ("reverification_triggers"."kind" in ('single-amount', 'thirty-days', 'balance-run', 'financial-product', 'doubt', 'other',
      'document-expiring', 'dormant', 'data-change')),
	CONSTRAINT "reverification_triggers_joined" CHECK ("reverification_triggers"."state" <> 'joined' or "reverification_triggers"."review_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "reverifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"ground" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"opened_on" date NOT NULL,
	"request_id" uuid,
	"due_on" date,
	"desk_cause" text COLLATE "C",
	"at_desk_on" date,
	"submission_id" uuid,
	"end_reason" text COLLATE "C",
	"end_note_sealed" "bytea",
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reverifications_state" CHECK ("reverifications"."state" in ('asked', 'at-desk', 'done', 'closed', 'cancelled')),
	CONSTRAINT "reverifications_cause" CHECK (coalesce("reverifications"."desk_cause", 'lapsed') in ('lapsed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "screening_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"list_id" uuid NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"reference" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"names" jsonb NOT NULL,
	"numbers" jsonb NOT NULL,
	"births" jsonb NOT NULL,
	"nationalities" jsonb NOT NULL,
	"listed_on" date,
	"name_keys" text[] NOT NULL,
	"number_keys" text[] NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	CONSTRAINT "screening_entries_kind" CHECK ("screening_entries"."kind" in ('person', 'entity'))
);
--> statement-breakpoint
CREATE TABLE "screening_hits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"entry_hash" text COLLATE "C" NOT NULL,
	"matched_on" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid,
	"reason_code" text COLLATE "C",
	"note_sealed" "bytea",
	"decided_by" text,
	"decided_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "screening_hits_state" CHECK ("screening_hits"."state" in ('open', 'dismissing', 'confirmed', 'dismissed'))
);
--> statement-breakpoint
CREATE TABLE "screening_holds" (
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"hit_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"held_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "screening_holds_hit_id_measure_id_pk" PRIMARY KEY("hit_id","measure_id")
);
--> statement-breakpoint
CREATE TABLE "screening_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"as_of" timestamp(3) with time zone NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"entries" integer NOT NULL,
	"in_use" boolean NOT NULL,
	"loaded_by" text NOT NULL,
	"loaded_at" timestamp(3) with time zone NOT NULL,
	"current_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screening_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"lists" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"progress_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"cursor_id" uuid,
	"total" integer NOT NULL,
	"compared" integer DEFAULT 0 NOT NULL,
	"hits" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "screening_runs_state" CHECK ("screening_runs"."state" in ('running', 'done', 'stopped'))
);
--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "subject_kind" text COLLATE "C" DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "origin" text COLLATE "C" DEFAULT 'api' NOT NULL;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "expected" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "face_to_face" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "requested_class" integer;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "check_run" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "failed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "warned" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "ready_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "decided_by" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "decided_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "outcome_class" integer;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "phone_key" "bytea";--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD COLUMN "id_key" "bytea";--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "subject_type" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "lift_reason_code" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "identity_documents" ADD COLUMN "submission_id" uuid;--> statement-breakpoint
ALTER TABLE "kyc_channels" ADD CONSTRAINT "kyc_channels_submission_id_kyc_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."kyc_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_check_runs" ADD CONSTRAINT "kyc_check_runs_submission_id_kyc_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."kyc_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_class_changes" ADD CONSTRAINT "kyc_class_changes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_decisions" ADD CONSTRAINT "kyc_decisions_submission_id_kyc_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."kyc_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_documents" ADD CONSTRAINT "kyc_documents_submission_id_kyc_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."kyc_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_requests" ADD CONSTRAINT "kyc_requests_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_second_looks" ADD CONSTRAINT "kyc_second_looks_submission_id_kyc_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."kyc_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverification_changes" ADD CONSTRAINT "reverification_changes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverification_measures" ADD CONSTRAINT "reverification_measures_review_id_reverifications_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reverifications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverification_reasons" ADD CONSTRAINT "reverification_reasons_review_id_reverifications_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reverifications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverifications" ADD CONSTRAINT "reverifications_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_entries" ADD CONSTRAINT "screening_entries_list_id_screening_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."screening_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_hits" ADD CONSTRAINT "screening_hits_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_hits" ADD CONSTRAINT "screening_hits_entry_id_screening_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."screening_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_holds" ADD CONSTRAINT "screening_holds_hit_id_screening_hits_id_fk" FOREIGN KEY ("hit_id") REFERENCES "public"."screening_hits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_holds" ADD CONSTRAINT "screening_holds_measure_id_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "kyc_channels_once" ON "kyc_channels" USING btree ("submission_id","type","provider");--> statement-breakpoint
CREATE INDEX "kyc_channels_customer" ON "kyc_channels" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "kyc_class_changes_customer" ON "kyc_class_changes" USING btree ("customer_id","changed_at");--> statement-breakpoint
CREATE INDEX "kyc_decisions_submission" ON "kyc_decisions" USING btree ("submission_id","decided_at");--> statement-breakpoint
CREATE INDEX "kyc_decisions_at" ON "kyc_decisions" USING btree ("programme_id","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "kyc_documents_kind" ON "kyc_documents" USING btree ("submission_id","kind");--> statement-breakpoint
CREATE INDEX "kyc_documents_file" ON "kyc_documents" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "kyc_documents_content" ON "kyc_documents" USING btree ("programme_id","content_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "kyc_requests_number" ON "kyc_requests" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "kyc_requests_customer" ON "kyc_requests" USING btree ("customer_id","state");--> statement-breakpoint
CREATE INDEX "kyc_requests_due" ON "kyc_requests" USING btree ("programme_id","due_on") WHERE "kyc_requests"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "kyc_second_looks_submission" ON "kyc_second_looks" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "kyc_second_looks_open" ON "kyc_second_looks" USING btree ("programme_id","drawn_at") WHERE "kyc_second_looks"."verdict" is null;--> statement-breakpoint
CREATE INDEX "reverification_changes_customer" ON "reverification_changes" USING btree ("customer_id","recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reverification_holds_number" ON "reverification_holds" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "reverification_holds_one_open" ON "reverification_holds" USING btree ("programme_id","kind") WHERE "reverification_holds"."state" = 'open';--> statement-breakpoint
CREATE INDEX "reverification_holds_list" ON "reverification_holds" USING btree ("programme_id","opened_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reverification_measures_once" ON "reverification_measures" USING btree ("review_id","account_id","reason_code");--> statement-breakpoint
CREATE INDEX "reverification_measures_live" ON "reverification_measures" USING btree ("review_id") WHERE "reverification_measures"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "reverification_reasons_review" ON "reverification_reasons" USING btree ("review_id","until_on");--> statement-breakpoint
CREATE UNIQUE INDEX "reverification_triggers_key" ON "reverification_triggers" USING btree ("customer_id","kind","trigger_key");--> statement-breakpoint
CREATE INDEX "reverification_triggers_review" ON "reverification_triggers" USING btree ("review_id");--> statement-breakpoint
CREATE INDEX "reverification_triggers_hold" ON "reverification_triggers" USING btree ("hold_id");--> statement-breakpoint
CREATE INDEX "reverification_triggers_list" ON "reverification_triggers" USING btree ("programme_id","found_at","id");--> statement-breakpoint
CREATE INDEX "reverification_triggers_kind_list" ON "reverification_triggers" USING btree ("programme_id","kind","on_date");--> statement-breakpoint
CREATE UNIQUE INDEX "reverifications_number" ON "reverifications" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "reverifications_one_open" ON "reverifications" USING btree ("customer_id") WHERE "reverifications"."state" in ('asked', 'at-desk');--> statement-breakpoint
CREATE INDEX "reverifications_list" ON "reverifications" USING btree ("programme_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "reverifications_state_list" ON "reverifications" USING btree ("programme_id","state","opened_at","id");--> statement-breakpoint
CREATE INDEX "reverifications_customer" ON "reverifications" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "reverifications_request" ON "reverifications" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "screening_entries_once" ON "screening_entries" USING btree ("list_id","external_id");--> statement-breakpoint
CREATE INDEX "screening_entries_names" ON "screening_entries" USING gin ("name_keys");--> statement-breakpoint
CREATE INDEX "screening_entries_numbers" ON "screening_entries" USING gin ("number_keys");--> statement-breakpoint
CREATE UNIQUE INDEX "screening_hits_number" ON "screening_hits" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "screening_hits_once" ON "screening_hits" USING btree ("programme_id","customer_id","source","external_id","entry_hash");--> statement-breakpoint
CREATE INDEX "screening_hits_list" ON "screening_hits" USING btree ("programme_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "screening_hits_standing" ON "screening_hits" USING btree ("programme_id","customer_id") WHERE "screening_hits"."state" <> 'dismissed';--> statement-breakpoint
CREATE UNIQUE INDEX "screening_lists_in_use" ON "screening_lists" USING btree ("programme_id","source") WHERE "screening_lists"."in_use";--> statement-breakpoint
CREATE INDEX "screening_lists_list" ON "screening_lists" USING btree ("programme_id","loaded_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "screening_runs_running" ON "screening_runs" USING btree ("programme_id") WHERE "screening_runs"."state" = 'running';--> statement-breakpoint
CREATE INDEX "screening_runs_latest" ON "screening_runs" USING btree ("programme_id","started_at");--> statement-breakpoint
CREATE INDEX "kyc_submissions_status" ON "kyc_submissions" USING btree ("programme_id","status","received_at","id");--> statement-breakpoint
CREATE INDEX "kyc_submissions_phone" ON "kyc_submissions" USING btree ("programme_id","phone_key");--> statement-breakpoint
CREATE INDEX "kyc_submissions_request" ON "kyc_submissions" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "kyc_submissions_waiting" ON "kyc_submissions" USING btree ("programme_id","received_at") WHERE "kyc_submissions"."status" in ('collecting', 'reading', 'ready', 'held', 'overriding', 'asked');--> statement-breakpoint
CREATE INDEX "measures_subject" ON "measures" USING btree ("subject_id") WHERE "measures"."subject_id" is not null;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_source" CHECK ("measures"."source" = 'own-judgement' and "measures"."approval_id" is not null and "measures"."subject_id" is null
      or "measures"."source" = 'system' and "measures"."approval_id" is null and "measures"."requested_by" = 'system' and "measures"."subject_type" is not null
      and "measures"."subject_id" is not null);