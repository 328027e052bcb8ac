CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"core_number_sealed" "bytea" NOT NULL,
	"account_class" integer NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"opened_on" date NOT NULL,
	"balance_minor" bigint,
	"balance_at" timestamp(3) with time zone,
	"core_sequence" integer DEFAULT 0 NOT NULL,
	"batch_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "accounts_class" CHECK ("accounts"."account_class" in (1, 2, 3)),
	CONSTRAINT "accounts_status" CHECK ("accounts"."status" in ('open', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "bound_cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"bank" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"number_sealed" "bytea" NOT NULL,
	"bound_on" date NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	CONSTRAINT "bound_cards_type" CHECK ("bound_cards"."type" in ('debit', 'credit'))
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"clearance" text NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"customer_id" uuid,
	"payload" jsonb NOT NULL,
	"payload_hash" text COLLATE "C" NOT NULL,
	"snapshot" jsonb NOT NULL,
	"maker_id" uuid NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"checker_id" uuid,
	"decided_at" timestamp(3) with time zone,
	"decision_code" text COLLATE "C",
	"note_sealed" "bytea",
	"changes" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "approvals_four_eyes" CHECK ("approvals"."maker_id" <> "approvals"."checker_id"),
	CONSTRAINT "approvals_status" CHECK ("approvals"."status" in ('pending', 'approved', 'rejected', 'withdrawn', 'void', 'expired')
        and ("approvals"."status" in ('approved', 'rejected')) = ("approvals"."checker_id" is not null and "approvals"."decided_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"log" text COLLATE "C" NOT NULL,
	"clearance" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"leaf" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"log" text COLLATE "C" NOT NULL,
	"tree_size" bigint NOT NULL,
	"root_hash" "bytea" NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "audit_heads_log_tree_size_pk" PRIMARY KEY("log","tree_size")
);
--> statement-breakpoint
CREATE TABLE "audit_leaves" (
	"log" text COLLATE "C" NOT NULL,
	"leaf_index" bigint NOT NULL,
	"entry_id" uuid NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "audit_leaves_log_leaf_index_pk" PRIMARY KEY("log","leaf_index"),
	CONSTRAINT "audit_leaves_entry_id_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "audit_nodes" (
	"log" text COLLATE "C" NOT NULL,
	"level" integer NOT NULL,
	"node_index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_nodes_log_level_node_index_pk" PRIMARY KEY("log","level","node_index")
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"figure" text COLLATE "C" NOT NULL,
	"started_on" date NOT NULL,
	"started_at" timestamp(3) with time zone,
	"due_raw" date NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"provisional" boolean NOT NULL,
	"steps" jsonb NOT NULL,
	"pauses" jsonb NOT NULL,
	"extensions" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "clocks_state" CHECK ("clocks"."state" in ('running', 'paused', 'met', 'breached', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "core_instructions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"verb" text COLLATE "C" NOT NULL,
	"sequence" integer NOT NULL,
	"body" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_problem" text COLLATE "C",
	"created_at" timestamp(3) with time zone NOT NULL,
	"sent_at" timestamp(3) with time zone,
	"answered_at" timestamp(3) with time zone,
	"core_sequence" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "core_instructions_state" CHECK ("core_instructions"."state" in ('queued', 'sent', 'applied', 'rejected')),
	CONSTRAINT "core_instructions_verb" CHECK ("core_instructions"."verb" in ('restrict', 'lift'))
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"account_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"scope" text COLLATE "C" NOT NULL,
	"amount_minor" bigint,
	"note_sealed" "bytea",
	"review_on" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid,
	"instructed_at" timestamp(3) with time zone,
	"in_force_at" timestamp(3) with time zone,
	"release_reason_code" text COLLATE "C",
	"release_approval_id" uuid,
	"released_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "measures_kind" CHECK ("measures"."kind" in ('restriction')),
	CONSTRAINT "measures_scope" CHECK ("measures"."scope" in ('all', 'debit', 'credit', 'amount')
      and ("measures"."scope" = 'amount') = ("measures"."amount_minor" is not null)),
	CONSTRAINT "measures_state" CHECK ("measures"."state" in ('proposed', 'rejected', 'withdrawn', 'void', 'instructed', 'in-force',
      'failed', 'release-proposed', 'release-instructed', 'released'))
);
--> statement-breakpoint
CREATE TABLE "blind_index" (
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"value" "bytea" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	CONSTRAINT "blind_index_programme_id_kind_value_subject_id_pk" PRIMARY KEY("programme_id","kind","value","subject_id")
);
--> statement-breakpoint
CREATE TABLE "counterparties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"ref_sealed" "bytea",
	"name_sealed" "bytea",
	"batch_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "counterparties_kind" CHECK ("counterparties"."kind" in ('person', 'merchant', 'institution'))
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"party_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name_sealed" "bytea",
	"phone_sealed" "bytea",
	"address_sealed" "bytea",
	"external_ref_sealed" "bytea",
	"occupation" text,
	"nationality" text,
	"since" date NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"batch_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "customers_kind" CHECK ("customers"."kind" in ('person', 'enterprise'))
);
--> statement-breakpoint
CREATE TABLE "identity_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"number_sealed" "bytea" NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"status" text COLLATE "C" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subject_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	"key_version" integer NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_entities" (
	"id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"password_hash" text NOT NULL,
	"home_programme_id" text NOT NULL,
	"disabled_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"id" text PRIMARY KEY NOT NULL,
	"legal_entity_id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"programme_id" text NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"granted_by" text NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "role_grants_not_self" CHECK ("role_grants"."granted_by" <> "role_grants"."person_id"::text)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"last_seen_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"step_up_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	"revoked_by" text,
	"device" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "totp_credentials" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"confirmed_at" timestamp(3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	"blocked_until" timestamp(3) with time zone,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"mapping" text COLLATE "C" NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text COLLATE "C" NOT NULL,
	"file_bytes" bigint DEFAULT 0 NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"failure_code" text COLLATE "C",
	"failure_params" jsonb,
	"rows_read" bigint DEFAULT 0 NOT NULL,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"rows_accepted" bigint DEFAULT 0 NOT NULL,
	"rows_rejected" bigint DEFAULT 0 NOT NULL,
	"rows_duplicate" bigint DEFAULT 0 NOT NULL,
	"legs" bigint DEFAULT 0 NOT NULL,
	"new_customers" bigint DEFAULT 0 NOT NULL,
	"candidates" bigint DEFAULT 0 NOT NULL,
	"first_date" date,
	"last_date" date,
	"started_by" text COLLATE "C" NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "import_batches_state" CHECK ("import_batches"."state" in ('incomplete', 'finalised', 'withdrawing', 'withdrawn', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "import_errors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" bigint NOT NULL,
	"column_name" text COLLATE "C",
	"code" text COLLATE "C" NOT NULL,
	"params" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"programme_id" text NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"command" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_programme_id_actor_id_command_key_pk" PRIMARY KEY("programme_id","actor_id","command","key")
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"process_id" uuid NOT NULL,
	"seen_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "endpoints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"value_sealed" "bytea" NOT NULL,
	"first_seen_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fx_rates" (
	"currency" text COLLATE "C" NOT NULL,
	"on_date" date NOT NULL,
	"cny_per_unit" numeric(18, 8) NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"known_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "fx_rates_currency_on_date_pk" PRIMARY KEY("currency","on_date"),
	CONSTRAINT "fx_rates_positive" CHECK ("fx_rates"."cny_per_unit" > 0)
);
--> statement-breakpoint
CREATE TABLE "import_identities" (
	"programme_id" text COLLATE "C" NOT NULL,
	"identity" "bytea" NOT NULL,
	"transfer_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	CONSTRAINT "import_identities_programme_id_identity_pk" PRIMARY KEY("programme_id","identity")
);
--> statement-breakpoint
CREATE TABLE "transactions" (
	"id" uuid NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"transfer_id" uuid NOT NULL,
	"business_date" date NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"direction" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"cash" boolean NOT NULL,
	"cross_border" boolean NOT NULL,
	"natural_person" boolean NOT NULL,
	"same_name" boolean NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"cny_minor" bigint,
	"usd_minor" bigint,
	"balance_after_minor" bigint,
	"counterparty_type" text COLLATE "C",
	"counterparty_id" uuid,
	"channel" text COLLATE "C" NOT NULL,
	"auth_factors" integer,
	"endpoint_id" uuid,
	"batch_id" uuid,
	"source_row" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"retired_at" timestamp(3) with time zone,
	CONSTRAINT "transactions_customer_id_business_date_id_pk" PRIMARY KEY("customer_id","business_date","id"),
	CONSTRAINT "transactions_amount" CHECK ("transactions"."amount_minor" >= 0),
	CONSTRAINT "transactions_direction" CHECK ("transactions"."direction" in ('in', 'out'))
) PARTITION BY RANGE ("business_date");
--> statement-breakpoint
CREATE TABLE "large_value_candidates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"party_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"business_date" date NOT NULL,
	"direction" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"met_by" text COLLATE "C" NOT NULL,
	"cny_sum" numeric(30, 0) NOT NULL,
	"usd_sum" numeric(30, 0),
	"cny_line" bigint NOT NULL,
	"usd_line" bigint NOT NULL,
	"transaction_count" integer NOT NULL,
	"unrated" integer NOT NULL,
	"single" boolean NOT NULL,
	"final" boolean NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"provisional" boolean NOT NULL,
	"found_at" timestamp(3) with time zone NOT NULL,
	"recomputed_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "large_value_state" CHECK ("large_value_candidates"."state" in ('open', 'confirmed', 'withdrawn')),
	CONSTRAINT "large_value_direction" CHECK ("large_value_candidates"."direction" in ('in', 'out'))
);
--> statement-breakpoint
CREATE TABLE "work_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"customer_id" uuid,
	"account_id" uuid,
	"state" text COLLATE "C" NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone,
	"due_on" date,
	"provisional" boolean DEFAULT false NOT NULL,
	"excluded_person_id" uuid,
	"closed_at" timestamp(3) with time zone,
	"closed_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "work_items_state" CHECK ("work_items"."state" in ('open', 'done', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bound_cards" ADD CONSTRAINT "bound_cards_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_leaves" ADD CONSTRAINT "audit_leaves_entry_id_audit_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."audit_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "core_instructions" ADD CONSTRAINT "core_instructions_measure_id_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_documents" ADD CONSTRAINT "identity_documents_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_home_programme_id_programmes_id_fk" FOREIGN KEY ("home_programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_legal_entity_id_legal_entities_id_fk" FOREIGN KEY ("legal_entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_credentials" ADD CONSTRAINT "totp_credentials_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_errors" ADD CONSTRAINT "import_errors_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_number" ON "accounts" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "accounts_customer" ON "accounts" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "accounts_list" ON "accounts" USING btree ("programme_id","created_at","id");--> statement-breakpoint
CREATE INDEX "bound_cards_account" ON "bound_cards" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_one_pending" ON "approvals" USING btree ("kind","subject_id") WHERE "approvals"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "approvals_list" ON "approvals" USING btree ("programme_id","status","requested_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_seal" ON "audit_entries" USING btree ("log","xid","id");--> statement-breakpoint
CREATE INDEX "audit_entries_list" ON "audit_entries" USING btree ("programme_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "clocks_subject" ON "clocks" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "clocks_due" ON "clocks" USING btree ("programme_id","due_at") WHERE "clocks"."state" in ('running', 'paused');--> statement-breakpoint
CREATE UNIQUE INDEX "core_instructions_sequence" ON "core_instructions" USING btree ("account_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "core_instructions_once" ON "core_instructions" USING btree ("measure_id","verb");--> statement-breakpoint
CREATE INDEX "core_instructions_waiting" ON "core_instructions" USING btree ("created_at") WHERE "core_instructions"."state" in ('queued', 'sent');--> statement-breakpoint
CREATE UNIQUE INDEX "measures_number" ON "measures" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "measures_account" ON "measures" USING btree ("account_id","state");--> statement-breakpoint
CREATE INDEX "measures_list" ON "measures" USING btree ("programme_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "blind_index_subject" ON "blind_index" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_number" ON "customers" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "customers_party" ON "customers" USING btree ("legal_entity_id","party_id");--> statement-breakpoint
CREATE INDEX "customers_list" ON "customers" USING btree ("programme_id","created_at","id");--> statement-breakpoint
CREATE INDEX "identity_documents_customer" ON "identity_documents" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "subject_keys_subject" ON "subject_keys" USING btree ("subject_id","retention_class");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "role_grants_live" ON "role_grants" USING btree ("person_id","programme_id","role") WHERE "role_grants"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_live" ON "sessions" USING btree ("person_id") WHERE "sessions"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "import_batches_list" ON "import_batches" USING btree ("programme_id","started_at","id");--> statement-breakpoint
CREATE INDEX "import_errors_batch" ON "import_errors" USING btree ("batch_id","line","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "import_identities_batch" ON "import_identities" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "transactions_list" ON "transactions" USING btree ("programme_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "transactions_batch" ON "transactions" USING brin ("batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "large_value_key" ON "large_value_candidates" USING btree ("legal_entity_id","party_id","business_date","direction","rule_id");--> statement-breakpoint
CREATE UNIQUE INDEX "large_value_number" ON "large_value_candidates" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "large_value_due" ON "large_value_candidates" USING btree ("programme_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "large_value_day" ON "large_value_candidates" USING btree ("programme_id","business_date","id");--> statement-breakpoint
CREATE INDEX "large_value_customer" ON "large_value_candidates" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_items_one_open" ON "work_items" USING btree ("kind","subject_id") WHERE "work_items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "work_items_queue" ON "work_items" USING btree ("programme_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "work_items_kind" ON "work_items" USING btree ("programme_id","kind","state","due_at","id");