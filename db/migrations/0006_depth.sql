CREATE TABLE "clock_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clock_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"ground" text COLLATE "C",
	"rule" text COLLATE "C",
	"due_on_before" date NOT NULL,
	"due_on_after" date NOT NULL,
	"due_at_after" timestamp(3) with time zone NOT NULL,
	"provisional_after" boolean NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "clock_events_kind" CHECK ("clock_events"."kind" in ('pause', 'resume', 'extend', 'move'))
);
--> statement-breakpoint
CREATE TABLE "audit_anchors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" NOT NULL,
	"log" text COLLATE "C" NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"tree_size" bigint NOT NULL,
	"head" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"answered_at" timestamp(3) with time zone,
	"receipt" text COLLATE "C",
	"problem" text COLLATE "C",
	CONSTRAINT "audit_anchors_target" CHECK ("audit_anchors"."target" in ('file', 'mail', 'webhook')),
	CONSTRAINT "audit_anchors_state" CHECK ("audit_anchors"."state" in ('waiting', 'accepted', 'given-up'))
);
--> statement-breakpoint
CREATE TABLE "control_days" (
	"control" text COLLATE "C" NOT NULL,
	"on_date" date NOT NULL,
	"done" integer NOT NULL,
	"failed" integer NOT NULL,
	"handled" bigint NOT NULL,
	CONSTRAINT "control_days_control_on_date_pk" PRIMARY KEY("control","on_date")
);
--> statement-breakpoint
CREATE TABLE "control_misses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"control" text COLLATE "C" NOT NULL,
	"last_done_at" timestamp(3) with time zone,
	"alarm_at" timestamp(3) with time zone NOT NULL,
	"found_at" timestamp(3) with time zone NOT NULL,
	"ran_again_at" timestamp(3) with time zone,
	"reason_code" text COLLATE "C",
	"explained_by" text COLLATE "C",
	"explained_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "control_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"control" text COLLATE "C" NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"handled" bigint NOT NULL,
	"rounds" integer NOT NULL,
	"process_id" uuid NOT NULL,
	CONSTRAINT "control_runs_outcome" CHECK ("control_runs"."outcome" in ('done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "control_standings" (
	"control" text COLLATE "C" PRIMARY KEY NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"last_started_at" timestamp(3) with time zone,
	"last_ended_at" timestamp(3) with time zone,
	"last_outcome" text COLLATE "C",
	"last_count" bigint,
	"last_done_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "day_statements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"business_date" date NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"digest" "bytea" NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"received_by" text COLLATE "C" NOT NULL,
	"lines" jsonb NOT NULL,
	CONSTRAINT "day_statements_source" CHECK ("day_statements"."source" in ('core', 'file'))
);
--> statement-breakpoint
CREATE TABLE "tie_differences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"business_date" date NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"direction" text COLLATE "C" NOT NULL,
	"trade" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"core_count" bigint NOT NULL,
	"core_minor" bigint NOT NULL,
	"our_count" bigint NOT NULL,
	"our_minor" bigint NOT NULL,
	"slices" jsonb NOT NULL,
	"found_at" timestamp(3) with time zone NOT NULL,
	"checked_at" timestamp(3) with time zone NOT NULL,
	"reason_code" text COLLATE "C",
	"closed_at" timestamp(3) with time zone,
	"closed_by" text COLLATE "C",
	CONSTRAINT "tie_differences_state" CHECK ("tie_differences"."state" in ('open', 'explained', 'healed'))
);
--> statement-breakpoint
CREATE TABLE "tie_outs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"business_date" date NOT NULL,
	"statement_id" uuid NOT NULL,
	"tied_at" timestamp(3) with time zone NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"core_count" bigint NOT NULL,
	"our_count" bigint NOT NULL,
	"differences" integer NOT NULL,
	"our_lines" jsonb NOT NULL,
	"our_digest" "bytea" NOT NULL,
	CONSTRAINT "tie_outs_state" CHECK ("tie_outs"."state" in ('tied', 'differs'))
);
--> statement-breakpoint
CREATE TABLE "api_buckets" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"filled_at" double precision NOT NULL,
	"granted" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"name" text NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"previous_hash" "bytea",
	"previous_until" timestamp(3) with time zone,
	"scopes" jsonb NOT NULL,
	"addresses" jsonb NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"created_by" text COLLATE "C" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"rotated_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	"revoked_by" text COLLATE "C",
	"last_used_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kyc_submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"payload_sealed" "bytea" NOT NULL,
	"received_by" text COLLATE "C" NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"status" integer,
	"problem" text COLLATE "C",
	"duration_ms" integer NOT NULL,
	"response_head" text
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp(3) with time zone NOT NULL,
	"last_status" integer,
	"last_problem" text COLLATE "C",
	"created_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "webhook_deliveries_state" CHECK ("webhook_deliveries"."state" in ('pending', 'delivered', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"kinds" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"secret_cipher" "bytea" NOT NULL,
	"previous_cipher" "bytea",
	"previous_until" timestamp(3) with time zone,
	"position" bigint NOT NULL,
	"failing_since" timestamp(3) with time zone,
	"created_by" text COLLATE "C" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "webhook_endpoints_state" CHECK ("webhook_endpoints"."state" in ('active', 'disabled', 'suspended', 'deleted'))
);
--> statement-breakpoint
CREATE TABLE "ownership_stakes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"above_id" uuid,
	"kind" text COLLATE "C" NOT NULL,
	"name_sealed" "bytea" NOT NULL,
	"document_type" text COLLATE "C" NOT NULL,
	"document_sealed" "bytea" NOT NULL,
	"party_key" "bytea" NOT NULL,
	"share_bp" integer NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	CONSTRAINT "ownership_stakes_kind" CHECK ("ownership_stakes"."kind" in ('person', 'enterprise')),
	CONSTRAINT "ownership_stakes_share" CHECK ("ownership_stakes"."share_bp" between 1 and 10000)
);
--> statement-breakpoint
CREATE TABLE "representatives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"name_sealed" "bytea" NOT NULL,
	"document_type" text COLLATE "C" NOT NULL,
	"document_sealed" "bytea" NOT NULL,
	"since" date NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"ended_on" date,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	CONSTRAINT "representatives_role" CHECK ("representatives"."role" in ('legal-representative', 'operator'))
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"stand_in_id" uuid,
	"set_by" text COLLATE "C" NOT NULL,
	"set_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	CONSTRAINT "absences_order" CHECK ("absences"."from_on" <= "absences"."to_on")
);
--> statement-breakpoint
CREATE TABLE "duty_shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"target_type" text COLLATE "C" NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"added_by" text COLLATE "C" NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	"removed_by" text COLLATE "C",
	CONSTRAINT "duty_shifts_order" CHECK ("duty_shifts"."starts_at" < "duty_shifts"."ends_at"),
	CONSTRAINT "duty_shifts_kind" CHECK ("duty_shifts"."kind" in ('primary', 'stand-in') and "duty_shifts"."target_type" in ('role', 'queue'))
);
--> statement-breakpoint
CREATE TABLE "evidence_blobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"file_id" uuid NOT NULL,
	"part" text COLLATE "C" NOT NULL,
	"page" integer NOT NULL,
	"store_name" text NOT NULL,
	"media_type" text COLLATE "C" NOT NULL,
	"width" integer,
	"height" integer,
	"plain_bytes" bigint DEFAULT 0 NOT NULL,
	"sha256" text COLLATE "C",
	"written" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "evidence_blobs_part" CHECK ("evidence_blobs"."part" in ('original', 'page'))
);
--> statement-breakpoint
CREATE TABLE "evidence_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"customer_id" uuid,
	"kind" text COLLATE "C" NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"name_sealed" "bytea" NOT NULL,
	"bytes" bigint NOT NULL,
	"media_type" text COLLATE "C",
	"sha256" text COLLATE "C",
	"pages" integer DEFAULT 0 NOT NULL,
	"end_code" text COLLATE "C",
	"uploaded_by" text COLLATE "C" NOT NULL,
	"uploaded_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"ready_at" timestamp(3) with time zone,
	"used_at" timestamp(3) with time zone,
	"damaged_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"keep_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "evidence_files_state" CHECK ("evidence_files"."state" in ('uploading', 'waiting', 'ready', 'refused', 'erased')),
	CONSTRAINT "evidence_files_ready" CHECK ("evidence_files"."state" <> 'ready' or ("evidence_files"."sha256" is not null and "evidence_files"."pages" > 0))
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"last_seen_at" timestamp(3) with time zone NOT NULL,
	"trusted_until" timestamp(3) with time zone,
	"forgotten_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "passkey_challenges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"session_id" uuid,
	"purpose" text NOT NULL,
	"challenge" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "passkey_challenges_purpose" CHECK ("passkey_challenges"."purpose" in ('register', 'sign-in', 'step-up'))
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"name" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"last_used_at" timestamp(3) with time zone,
	"removed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone,
	"replaced_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "role_networks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"role" text NOT NULL,
	"networks" text[] NOT NULL,
	"set_at" timestamp(3) with time zone NOT NULL,
	"set_by" text NOT NULL,
	"ended_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_budgets" (
	"key_hash" "bytea" PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"last_failure_at" timestamp(3) with time zone NOT NULL,
	"blocked_until" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"method" text NOT NULL,
	"outcome" text NOT NULL,
	"known" boolean NOT NULL,
	"device" text NOT NULL,
	"network" text,
	"session_id" uuid,
	CONSTRAINT "sign_ins_method" CHECK ("sign_ins"."method" in ('password', 'passkey', 'oidc')),
	CONSTRAINT "sign_ins_outcome" CHECK ("sign_ins"."outcome" in ('signed-in', 'refused', 'wrong-factor', 'blocked', 'not-allowed'))
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"mapping_version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"definition_sha256" text COLLATE "C" NOT NULL,
	"made_by" text COLLATE "C" NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"reply_code" integer,
	CONSTRAINT "notice_mails_state" CHECK ("notice_mails"."state" in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"preferences" jsonb NOT NULL,
	"saved_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"params" jsonb NOT NULL,
	"link_type" text COLLATE "C",
	"link_id" uuid,
	"event_id" uuid NOT NULL,
	"told_at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone,
	"mail_at" timestamp(3) with time zone,
	"mail_id" uuid,
	CONSTRAINT "notices_no_sealed_mail" CHECK ("notices"."clearance" = 'general' or ("notices"."mail_at" is null and "notices"."mail_id" is null))
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	"erased_at" timestamp(3) with time zone NOT NULL,
	"erased_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_rotations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_version" integer NOT NULL,
	"to_version" integer NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"requested_by" text COLLATE "C" NOT NULL,
	"requested_in" text COLLATE "C" NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"started_at" timestamp(3) with time zone,
	"keys_total" bigint,
	"keys_done" bigint DEFAULT 0 NOT NULL,
	"progress_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	"retired_at" timestamp(3) with time zone,
	CONSTRAINT "key_rotations_state" CHECK ("key_rotations"."state" in ('requested', 'rewrapping', 'rewrapped', 'retired'))
);
--> statement-breakpoint
CREATE TABLE "maintenance_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"failure_code" text COLLATE "C",
	"started_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone NOT NULL,
	"backup_id" uuid,
	"with_keys" boolean NOT NULL,
	"measures" jsonb NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "maintenance_runs_kind" CHECK ("maintenance_runs"."kind" in ('backup', 'restore', 'drill')),
	CONSTRAINT "maintenance_runs_outcome" CHECK (("maintenance_runs"."outcome" = 'failed') = ("maintenance_runs"."failure_code" is not null))
);
--> statement-breakpoint
CREATE TABLE "access_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"clears_second_factor" boolean DEFAULT false NOT NULL,
	"shown_hash" "bytea",
	"mailed_hash" "bytea",
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text COLLATE "C" NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	"revoked_by" text COLLATE "C",
	CONSTRAINT "access_links_kind" CHECK ("access_links"."kind" in ('invitation', 'reset'))
);
--> statement-breakpoint
CREATE TABLE "access_review_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"review_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"decision" text COLLATE "C",
	"reason_code" text COLLATE "C",
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	CONSTRAINT "access_review_items_decision" CHECK ("access_review_items"."decision" in ('keep', 'end'))
);
--> statement-breakpoint
CREATE TABLE "access_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"due_on" date NOT NULL,
	"signed_at" timestamp(3) with time zone,
	"signed_by" uuid,
	"digest" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"started_at" timestamp(3) with time zone,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	CONSTRAINT "delegations_not_self" CHECK ("delegations"."from_id" <> "delegations"."to_id"),
	CONSTRAINT "delegations_state" CHECK ("delegations"."state" in ('pending', 'active', 'ended', 'refused', 'withdrawn', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "disablements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"started_by" text COLLATE "C" NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "reset_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"clears_second_factor" boolean NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "reset_requests_state" CHECK ("reset_requests"."state" in ('pending', 'granted', 'refused', 'withdrawn', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "role_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"ends_at" timestamp(3) with time zone,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "role_requests_state" CHECK ("role_requests"."state" in ('pending', 'granted', 'refused', 'withdrawn', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"year" integer NOT NULL,
	"year_version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"known_from" timestamp(3) with time zone NOT NULL,
	"change_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rulebook_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"content" jsonb NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"source_reference" text NOT NULL,
	"note_sealed" "bytea",
	"approval_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "rulebook_changes_kind" CHECK ("rulebook_changes"."kind" in ('figures', 'keep-console', 'take-file', 'calendar-year')),
	CONSTRAINT "rulebook_changes_state" CHECK ("rulebook_changes"."state" in ('proposed', 'applied', 'rejected', 'withdrawn', 'expired', 'void')
        and ("rulebook_changes"."state" = 'proposed') = ("rulebook_changes"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "rulebook_revisions" (
	"programme_id" text PRIMARY KEY NOT NULL,
	"legal_entity_id" text NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rulebook_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"known_from" timestamp(3) with time zone NOT NULL,
	"change_id" uuid NOT NULL,
	CONSTRAINT "rulebook_versions_dates" CHECK ("rulebook_versions"."valid_to" is null or "rulebook_versions"."valid_from" is null or "rulebook_versions"."valid_from" <= "rulebook_versions"."valid_to")
);
--> statement-breakpoint
CREATE TABLE "work_bulk_items" (
	"bulk_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"position" integer NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C",
	CONSTRAINT "work_bulk_items_bulk_id_item_id_pk" PRIMARY KEY("bulk_id","item_id"),
	CONSTRAINT "work_bulk_items_outcome" CHECK ("work_bulk_items"."outcome" in ('waiting', 'done', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "work_bulks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"params" jsonb NOT NULL,
	"note_sealed" "bytea",
	"state" text COLLATE "C" NOT NULL,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "work_bulks_state" CHECK ("work_bulks"."state" in ('running', 'done'))
);
--> statement-breakpoint
CREATE TABLE "work_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"item_id" uuid NOT NULL,
	"author_id" text NOT NULL,
	"about" text COLLATE "C" NOT NULL,
	"body_sealed" "bytea",
	"mentions" uuid[] NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"written_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "work_marks" (
	"person_id" uuid NOT NULL,
	"target_type" text COLLATE "C" NOT NULL,
	"target_id" uuid NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"favourite" boolean NOT NULL,
	"opens_first" boolean NOT NULL,
	CONSTRAINT "work_marks_person_id_target_type_target_id_pk" PRIMARY KEY("person_id","target_type","target_id"),
	CONSTRAINT "work_marks_target" CHECK ("work_marks"."target_type" in ('view', 'queue'))
);
--> statement-breakpoint
CREATE TABLE "work_promises" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text NOT NULL,
	"item_id" uuid NOT NULL,
	"customer_id" uuid,
	"kind" text COLLATE "C" NOT NULL,
	"note_sealed" "bytea",
	"due_at" timestamp(3) with time zone NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text,
	"overdue_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "work_promises_state" CHECK ("work_promises"."state" in ('open', 'kept', 'broken', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "work_queue_members" (
	"queue_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	"added_by" text NOT NULL,
	CONSTRAINT "work_queue_members_queue_id_person_id_pk" PRIMARY KEY("queue_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "work_queues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"kinds" text[] NOT NULL,
	"filter" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"state" jsonb NOT NULL,
	"shared_with" text COLLATE "C",
	"created_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "large_value_candidates" DROP CONSTRAINT "large_value_state";--> statement-breakpoint
DROP INDEX "work_items_queue";--> statement-breakpoint
DROP INDEX "work_items_kind";--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "password_changed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "oidc_subject" text;--> statement-breakpoint
ALTER TABLE "role_grants" ADD COLUMN "ends_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "role_grants" ADD COLUMN "delegation_id" uuid;--> statement-breakpoint
ALTER TABLE "role_grants" ADD COLUMN "source" text DEFAULT 'console' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ended_for" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "wrong_passwords" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "method" text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "large_value_candidates" ADD COLUMN "exemption" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "large_value_candidates" ADD COLUMN "exemption_approval_id" uuid;--> statement-breakpoint
ALTER TABLE "large_value_candidates" ADD COLUMN "exempted_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "large_value_candidates" ADD COLUMN "exemption_note_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "assignee_id" uuid;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "held_as" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "assigned_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "locked_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "priority" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "snoozed_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "suspended_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "suspended_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "promised_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "comment_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "rank_at" timestamp(3) with time zone DEFAULT 'infinity' NOT NULL;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "wake_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "clock_events" ADD CONSTRAINT "clock_events_clock_id_clocks_id_fk" FOREIGN KEY ("clock_id") REFERENCES "public"."clocks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_submissions" ADD CONSTRAINT "kyc_submissions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_stakes" ADD CONSTRAINT "ownership_stakes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "representatives" ADD CONSTRAINT "representatives_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_stand_in_id_people_id_fk" FOREIGN KEY ("stand_in_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD CONSTRAINT "duty_shifts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_blobs" ADD CONSTRAINT "evidence_blobs_file_id_evidence_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."evidence_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_items" ADD CONSTRAINT "access_review_items_review_id_access_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."access_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_from_id_people_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_to_id_people_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disablements" ADD CONSTRAINT "disablements_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reset_requests" ADD CONSTRAINT "reset_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_requests" ADD CONSTRAINT "role_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_change_id_rulebook_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."rulebook_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulebook_versions" ADD CONSTRAINT "rulebook_versions_change_id_rulebook_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."rulebook_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clock_events_clock" ON "clock_events" USING btree ("clock_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_anchors_one" ON "audit_anchors" USING btree ("log","target","tree_size");--> statement-breakpoint
CREATE INDEX "audit_anchors_list" ON "audit_anchors" USING btree ("programme_id","made_at","id");--> statement-breakpoint
CREATE INDEX "audit_anchors_waiting" ON "audit_anchors" USING btree ("made_at") WHERE "audit_anchors"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "control_misses_one" ON "control_misses" USING btree ("programme_id","control") WHERE "control_misses"."ran_again_at" is null;--> statement-breakpoint
CREATE INDEX "control_misses_list" ON "control_misses" USING btree ("programme_id","found_at","id");--> statement-breakpoint
CREATE INDEX "control_runs_control" ON "control_runs" USING btree ("control","ended_at");--> statement-breakpoint
CREATE INDEX "control_runs_time" ON "control_runs" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "day_statements_same" ON "day_statements" USING btree ("programme_id","business_date","digest");--> statement-breakpoint
CREATE INDEX "day_statements_latest" ON "day_statements" USING btree ("programme_id","business_date","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tie_differences_one" ON "tie_differences" USING btree ("programme_id","business_date","currency","direction","trade") WHERE "tie_differences"."state" <> 'healed';--> statement-breakpoint
CREATE INDEX "tie_differences_list" ON "tie_differences" USING btree ("programme_id","state","business_date","id");--> statement-breakpoint
CREATE INDEX "tie_outs_latest" ON "tie_outs" USING btree ("programme_id","business_date","tied_at");--> statement-breakpoint
CREATE INDEX "api_keys_list" ON "api_keys" USING btree ("programme_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "kyc_submissions_number" ON "kyc_submissions" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "kyc_submissions_list" ON "kyc_submissions" USING btree ("programme_id","received_at","id");--> statement-breakpoint
CREATE INDEX "kyc_submissions_customer" ON "kyc_submissions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "webhook_attempts_delivery" ON "webhook_attempts" USING btree ("delivery_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_event" ON "webhook_deliveries" USING btree ("endpoint_id","event_id","kind");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_list" ON "webhook_deliveries" USING btree ("programme_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_at") WHERE "webhook_deliveries"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_endpoints_list" ON "webhook_endpoints" USING btree ("programme_id","created_at","id");--> statement-breakpoint
CREATE INDEX "ownership_stakes_customer" ON "ownership_stakes" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "representatives_customer" ON "representatives" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "absences_live" ON "absences" USING btree ("person_id","to_on") WHERE "absences"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "duty_shifts_live" ON "duty_shifts" USING btree ("programme_id","target_type","target","ends_at") WHERE "duty_shifts"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_blobs_part_page" ON "evidence_blobs" USING btree ("file_id","part","page");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_blobs_store_name" ON "evidence_blobs" USING btree ("store_name");--> statement-breakpoint
CREATE INDEX "evidence_files_subject" ON "evidence_files" USING btree ("subject_type","subject_id","uploaded_at","id");--> statement-breakpoint
CREATE INDEX "evidence_files_customer" ON "evidence_files" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "evidence_files_open" ON "evidence_files" USING btree ("state","expires_at") WHERE "evidence_files"."state" in ('uploading', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "known_devices_secret" ON "known_devices" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "known_devices_person" ON "known_devices" USING btree ("person_id") WHERE "known_devices"."forgotten_at" is null;--> statement-breakpoint
CREATE INDEX "passkey_challenges_expiry" ON "passkey_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "passkeys_person" ON "passkeys" USING btree ("person_id") WHERE "passkeys"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_codes_hash" ON "recovery_codes" USING btree ("person_id","code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "role_networks_live" ON "role_networks" USING btree ("programme_id","role") WHERE "role_networks"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sign_in_budgets_age" ON "sign_in_budgets" USING btree ("last_failure_at");--> statement-breakpoint
CREATE INDEX "sign_ins_person" ON "sign_ins" USING btree ("person_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_mappings_version" ON "import_mappings" USING btree ("programme_id","name","mapping_version");--> statement-breakpoint
CREATE INDEX "notice_mails_state_at" ON "notice_mails" USING btree ("programme_id","state","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_preferences_person" ON "notice_preferences" USING btree ("programme_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("event_id","person_id");--> statement-breakpoint
CREATE INDEX "notices_list" ON "notices" USING btree ("programme_id","person_id","told_at","id");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("programme_id","person_id") WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notices_mail" ON "notices" USING btree ("mail_at") WHERE "notices"."mail_id" is null and "notices"."read_at" is null and "notices"."mail_at" is not null;--> statement-breakpoint
CREATE INDEX "erasures_subject" ON "erasures" USING btree ("subject_id","retention_class");--> statement-breakpoint
CREATE INDEX "erasures_time" ON "erasures" USING btree ("erased_at");--> statement-breakpoint
CREATE UNIQUE INDEX "key_rotations_one" ON "key_rotations" USING btree ((true)) WHERE "key_rotations"."state" in ('requested', 'rewrapping');--> statement-breakpoint
CREATE UNIQUE INDEX "key_rotations_version" ON "key_rotations" USING btree ("to_version");--> statement-breakpoint
CREATE INDEX "maintenance_runs_list" ON "maintenance_runs" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "access_links_person" ON "access_links" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "access_links_shown" ON "access_links" USING btree ("shown_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "access_links_mailed" ON "access_links" USING btree ("mailed_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "access_links_open" ON "access_links" USING btree ("person_id") WHERE "access_links"."used_at" is null and "access_links"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "access_review_items_grant" ON "access_review_items" USING btree ("review_id","grant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "access_reviews_open" ON "access_reviews" USING btree ("programme_id") WHERE "access_reviews"."signed_at" is null;--> statement-breakpoint
CREATE INDEX "delegations_from" ON "delegations" USING btree ("from_id","state");--> statement-breakpoint
CREATE INDEX "delegations_to" ON "delegations" USING btree ("to_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "delegations_open" ON "delegations" USING btree ("to_id","programme_id","role") WHERE "delegations"."state" in ('pending', 'active');--> statement-breakpoint
CREATE UNIQUE INDEX "disablements_live" ON "disablements" USING btree ("person_id") WHERE "disablements"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reset_requests_pending" ON "reset_requests" USING btree ("person_id") WHERE "reset_requests"."state" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "role_requests_pending" ON "role_requests" USING btree ("person_id","programme_id","role") WHERE "role_requests"."state" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_years_once" ON "calendar_years" USING btree ("programme_id","year","year_version");--> statement-breakpoint
CREATE UNIQUE INDEX "rulebook_changes_one_open" ON "rulebook_changes" USING btree ("programme_id","target") WHERE "rulebook_changes"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "rulebook_changes_target" ON "rulebook_changes" USING btree ("programme_id","target","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rulebook_versions_once" ON "rulebook_versions" USING btree ("programme_id","rule_id","rule_version");--> statement-breakpoint
CREATE INDEX "work_bulk_items_order" ON "work_bulk_items" USING btree ("bulk_id","position");--> statement-breakpoint
CREATE INDEX "work_bulks_list" ON "work_bulks" USING btree ("programme_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "work_comments_item" ON "work_comments" USING btree ("item_id","written_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_marks_one_first" ON "work_marks" USING btree ("programme_id","person_id") WHERE "work_marks"."opens_first";--> statement-breakpoint
CREATE INDEX "work_promises_item" ON "work_promises" USING btree ("item_id","due_at");--> statement-breakpoint
CREATE INDEX "work_promises_open" ON "work_promises" USING btree ("programme_id","due_at") WHERE "work_promises"."state" = 'open';--> statement-breakpoint
CREATE INDEX "work_queue_members_person" ON "work_queue_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "work_queues_open" ON "work_queues" USING btree ("programme_id") WHERE "work_queues"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "work_views_name" ON "work_views" USING btree ("programme_id","owner_id","name");--> statement-breakpoint
CREATE INDEX "clocks_open_rule" ON "clocks" USING btree ("programme_id","rule_id","started_on") WHERE "clocks"."state" in ('running', 'paused');--> statement-breakpoint
CREATE UNIQUE INDEX "people_oidc_subject" ON "people" USING btree ("oidc_subject");--> statement-breakpoint
CREATE INDEX "work_items_due_order" ON "work_items" USING btree ("programme_id","state",coalesce("due_at", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "work_items_urgency" ON "work_items" USING btree ("programme_id","state","rank_at","id");--> statement-breakpoint
CREATE INDEX "work_items_free" ON "work_items" USING btree ("programme_id","kind","clearance","rank_at","id") WHERE "work_items"."state" = 'open' and "work_items"."assignee_id" is null and "work_items"."snoozed_until" is null and "work_items"."suspended_at" is null;--> statement-breakpoint
CREATE INDEX "work_items_counted" ON "work_items" USING btree ("programme_id","kind","clearance","due_at","excluded_person_id") WHERE "work_items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "work_items_held_by" ON "work_items" USING btree ("assignee_id","rank_at") WHERE "work_items"."state" = 'open' and "work_items"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "work_items_wake" ON "work_items" USING btree ("programme_id","wake_at") WHERE "work_items"."wake_at" is not null;--> statement-breakpoint
CREATE INDEX "work_items_customer" ON "work_items" USING btree ("customer_id") WHERE "work_items"."state" = 'open';--> statement-breakpoint
ALTER TABLE "large_value_candidates" ADD CONSTRAINT "large_value_state" CHECK ("large_value_candidates"."state" in ('open', 'confirmed', 'exempt', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_priority" CHECK ("work_items"."priority" between 0 and 2);--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_held" CHECK (("work_items"."assignee_id" is null) = ("work_items"."held_as" is null) and coalesce("work_items"."held_as", 'taken') in ('taken', 'assigned'));