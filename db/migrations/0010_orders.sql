CREATE TABLE "closure_candidates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"idle_since" date NOT NULL,
	"reclaim_from" date NOT NULL,
	"last_used_on" date,
	"last_login_on" date,
	"found_at" timestamp(3) with time zone NOT NULL,
	"noticed_on" date,
	"dismissal_code" text COLLATE "C",
	"decided_by" text COLLATE "C",
	"ended_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "closure_candidates_state" CHECK ("closure_candidates"."state" in ('found', 'noticed', 'proposed', 'dismissed', 'gone')),
	CONSTRAINT "closure_candidates_noticed" CHECK ("closure_candidates"."state" <> 'noticed' or "closure_candidates"."noticed_on" is not null)
);
--> statement-breakpoint
CREATE TABLE "closure_logins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"last_on" date NOT NULL,
	"told_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "closure_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"closure_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"conditions" text[] DEFAULT '{}' NOT NULL,
	"minor" bigint,
	"currency" text COLLATE "C",
	"instruction_id" uuid,
	"problem" text COLLATE "C",
	CONSTRAINT "closure_steps_kind" CHECK ("closure_steps"."kind" in ('requested', 'agreed', 'refused', 'void', 'withdrawn', 'expired', 'paying-out', 'paid-out', 'closing',
      'closed', 'stopped'))
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"account_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"identity_way" text COLLATE "C",
	"note_sealed" "bytea" NOT NULL,
	"requested_by" text COLLATE "C" NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid,
	"agreed_by" text COLLATE "C",
	"agreed_at" timestamp(3) with time zone,
	"subject_type" text COLLATE "C",
	"subject_id" uuid,
	"card_id" uuid,
	"rounds" integer DEFAULT 0 NOT NULL,
	"paid_out_minor" bigint DEFAULT 0 NOT NULL,
	"paying_minor" bigint,
	"stop_cause" text COLLATE "C",
	"ended_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "closures_kind" CHECK ("closures"."kind" in ('by-customer', 'reclaim', 'breach', 'after-loss')),
	CONSTRAINT "closures_state" CHECK ("closures"."state" in ('requested', 'approved', 'paying-out', 'closing', 'closed', 'refused', 'stopped', 'withdrawn')),
	CONSTRAINT "closures_paying" CHECK (("closures"."state" = 'paying-out') = ("closures"."paying_minor" is not null)),
	CONSTRAINT "closures_stopped" CHECK (("closures"."state" = 'stopped') = ("closures"."stop_cause" is not null))
);
--> statement-breakpoint
CREATE TABLE "core_differences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"account_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"ours" jsonb NOT NULL,
	"theirs" jsonb NOT NULL,
	"core_version" integer NOT NULL,
	"first_seen_at" timestamp(3) with time zone NOT NULL,
	"last_seen_at" timestamp(3) with time zone NOT NULL,
	"times_seen" integer NOT NULL,
	"resent_at" timestamp(3) with time zone,
	"resent_by" text,
	"reason_code" text COLLATE "C",
	"note_sealed" "bytea",
	"explained_at" timestamp(3) with time zone,
	"explained_by" text,
	"resolved_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "core_differences_kind" CHECK ("core_differences"."kind" in ('freer', 'stricter', 'unlike')),
	CONSTRAINT "core_differences_state" CHECK ("core_differences"."state" in ('open', 'explained', 'resolved')),
	CONSTRAINT "core_differences_explained" CHECK ("core_differences"."state" <> 'explained' or "core_differences"."reason_code" is not null),
	CONSTRAINT "core_differences_resolved" CHECK (("core_differences"."state" = 'resolved') = ("core_differences"."resolved_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "measure_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text DEFAULT 'suspicion' NOT NULL,
	"measure_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"reason_code" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"requested_by" text NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"starts_at" timestamp(3) with time zone,
	"expires_at" timestamp(3) with time zone,
	"release_reason_code" text COLLATE "C",
	"lift_reason_code" text COLLATE "C",
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "measure_secrets_source" CHECK ("measure_secrets"."source" = 'authority' and "measure_secrets"."kind" in ('stop', 'freeze')),
	CONSTRAINT "measure_secrets_clearance" CHECK ("measure_secrets"."clearance" = 'suspicion'),
	CONSTRAINT "measure_secrets_term" CHECK ("measure_secrets"."starts_at" is null or "measure_secrets"."expires_at" is null or "measure_secrets"."expires_at" > "measure_secrets"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "electronic_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"electronic_order_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C",
	"final" boolean NOT NULL,
	"body_sealed" "bytea" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_problem" text COLLATE "C",
	"created_at" timestamp(3) with time zone NOT NULL,
	"sent_at" timestamp(3) with time zone,
	CONSTRAINT "electronic_answers_kind" CHECK ("electronic_answers"."kind" in ('executed', 'mismatch', 'refused', 'queued', 'renewed', 'ended', 'lapsed')),
	CONSTRAINT "electronic_answers_state" CHECK ("electronic_answers"."state" in ('queued', 'sent')),
	CONSTRAINT "electronic_answers_sent" CHECK (("electronic_answers"."state" = 'sent') = ("electronic_answers"."sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "electronic_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C" NOT NULL,
	"hash" "bytea" NOT NULL,
	"payload_sealed" "bytea" NOT NULL,
	"act" text COLLATE "C" NOT NULL,
	"authority" text NOT NULL,
	"case_number" text NOT NULL,
	"of_message_id" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"problem" text COLLATE "C",
	"customer_id" uuid,
	"account_id" uuid,
	"measure_id" uuid,
	"of_order_id" uuid,
	"scope" text COLLATE "C",
	"amount_minor" bigint,
	"issued_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"executed_at" timestamp(3) with time zone,
	"in_force_at" timestamp(3) with time zone,
	"lapses_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"alarmed_at" timestamp(3) with time zone,
	"matched_by" text,
	"match_reason" text COLLATE "C",
	"note_sealed" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "electronic_orders_act" CHECK ("electronic_orders"."act" in ('query', 'stop', 'freeze', 'renew', 'release')),
	CONSTRAINT "electronic_orders_state" CHECK ("electronic_orders"."state" in ('received', 'mismatch', 'queued', 'executed', 'answered', 'refused')),
	CONSTRAINT "electronic_orders_problem" CHECK ("electronic_orders"."state" not in ('mismatch', 'refused') or "electronic_orders"."problem" is not null)
);
--> statement-breakpoint
CREATE TABLE "customer_languages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"language" text NOT NULL,
	"chosen_at" timestamp(3) with time zone NOT NULL,
	"chosen_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "customer_languages_language" CHECK ("customer_languages"."language" in ('zh-CN', 'en'))
);
--> statement-breakpoint
CREATE TABLE "customer_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"account_id" uuid,
	"number" text COLLATE "C",
	"template" text COLLATE "C" NOT NULL,
	"params" jsonb NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"repeat_of" uuid,
	"repeat_reason" text COLLATE "C",
	"written_by" text COLLATE "C" NOT NULL,
	"written_at" timestamp(3) with time zone NOT NULL,
	"prepared_at" timestamp(3) with time zone,
	"language" text COLLATE "C",
	"wording" text COLLATE "C",
	"text_sealed" "bytea",
	"text_hash" text COLLATE "C",
	CONSTRAINT "customer_letters_prepared" CHECK (("customer_letters"."prepared_at" is null) = ("customer_letters"."language" is null) and ("customer_letters"."prepared_at" is null) = ("customer_letters"."wording" is null)
        and ("customer_letters"."prepared_at" is null) = ("customer_letters"."text_hash" is null) and ("customer_letters"."prepared_at" is null) = ("customer_letters"."number" is null)),
	CONSTRAINT "customer_letters_repeat" CHECK (("customer_letters"."repeat_of" is null) = ("customer_letters"."repeat_reason" is null)),
	CONSTRAINT "customer_letters_language" CHECK ("customer_letters"."language" in ('zh-CN', 'en'))
);
--> statement-breakpoint
CREATE TABLE "letter_dispatches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"letter_id" uuid NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"sent_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"problem" text COLLATE "C",
	CONSTRAINT "letter_dispatches_channel" CHECK ("letter_dispatches"."channel" in ('sms', 'push', 'page')),
	CONSTRAINT "letter_dispatches_state" CHECK ("letter_dispatches"."state" in ('queued', 'sent', 'delivered', 'refused', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"request_id" text COLLATE "C" NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"transaction_id" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"own_name" boolean NOT NULL,
	"amount_minor" bigint NOT NULL,
	"factors" text[] NOT NULL,
	"tier" text COLLATE "C" NOT NULL,
	"answer" text COLLATE "C" NOT NULL,
	"body" jsonb NOT NULL,
	"basis" text[] NOT NULL,
	"business_date" date NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL,
	"batch_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"reserved_until" timestamp(3) with time zone,
	"settled_at" timestamp(3) with time zone,
	CONSTRAINT "decisions_kind" CHECK ("decisions"."kind" in ('consumption', 'transfer', 'red-packet', 'withdrawal', 'investment')),
	CONSTRAINT "decisions_tier" CHECK ("decisions"."tier" in ('agreed', 'two', 'one')),
	CONSTRAINT "decisions_amount" CHECK ("decisions"."amount_minor" > 0),
	CONSTRAINT "decisions_state" CHECK (("decisions"."answer" = 'allow') = ("decisions"."state" in ('reserved', 'confirmed', 'reversed', 'lapsed'))
      and "decisions"."answer" in ('allow', 'deny', 'ask-more') and "decisions"."state" in ('refused', 'reserved', 'confirmed', 'reversed', 'lapsed')
      and ("decisions"."answer" = 'allow') = ("decisions"."reserved_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "limit_adjustments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"account_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"direction" text COLLATE "C" NOT NULL,
	"value" bigint NOT NULL,
	"day_minor" bigint,
	"note_sealed" "bytea",
	"state" text COLLATE "C" NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid,
	"started_at" timestamp(3) with time zone,
	"ends_at" timestamp(3) with time zone,
	"ending_told_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"ended_as" text COLLATE "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "limit_adjustments_kind" CHECK ("limit_adjustments"."kind" in ('day', 'transfer-day', 'transfer-count', 'transfer-year', 'password-free') and "limit_adjustments"."value" >= 0),
	CONSTRAINT "limit_adjustments_direction" CHECK ("limit_adjustments"."direction" = 'raised' and "limit_adjustments"."approval_id" is not null and "limit_adjustments"."ends_at" is not null
      or "limit_adjustments"."direction" = 'lowered' and "limit_adjustments"."approval_id" is null),
	CONSTRAINT "limit_adjustments_state" CHECK ("limit_adjustments"."state" in ('proposed', 'rejected', 'withdrawn', 'void', 'in-force', 'ended')
      and ("limit_adjustments"."state" in ('in-force', 'ended')) = ("limit_adjustments"."started_at" is not null)
      and ("limit_adjustments"."state" = 'ended') = ("limit_adjustments"."ended_as" is not null and "limit_adjustments"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "limit_books" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"stale" boolean NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "limit_counters" (
	"customer_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"window_kind" text COLLATE "C" NOT NULL,
	"starts_on" date NOT NULL,
	"paid_minor" bigint NOT NULL,
	"own_name_minor" bigint NOT NULL,
	"transfer_minor" bigint NOT NULL,
	"transfer_count" integer NOT NULL,
	"free_minor" bigint NOT NULL,
	"agreed_count" integer NOT NULL,
	"two_count" integer NOT NULL,
	"one_count" integer NOT NULL,
	CONSTRAINT "limit_counters_customer_id_account_id_window_kind_starts_on_pk" PRIMARY KEY("customer_id","account_id","window_kind","starts_on"),
	CONSTRAINT "limit_counters_window" CHECK ("limit_counters"."window_kind" in ('day', 'year', 'lifetime')),
	CONSTRAINT "limit_counters_positive" CHECK ("limit_counters"."paid_minor" >= 0 and "limit_counters"."own_name_minor" >= 0 and "limit_counters"."transfer_minor" >= 0 and "limit_counters"."transfer_count" >= 0
      and "limit_counters"."free_minor" >= 0 and "limit_counters"."agreed_count" >= 0 and "limit_counters"."two_count" >= 0 and "limit_counters"."one_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "loss_call_backs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"report_id" uuid NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"verified" boolean NOT NULL,
	"called_at" timestamp(3) with time zone NOT NULL,
	"called_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "loss_call_backs_outcome" CHECK ("loss_call_backs"."outcome" in ('confirmed', 'denied', 'no-answer'))
);
--> statement-breakpoint
CREATE TABLE "loss_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"report_id" uuid NOT NULL,
	"stage" text COLLATE "C" NOT NULL,
	"item" text COLLATE "C" NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"counted" boolean NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"asked_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "loss_checks_stage" CHECK ("loss_checks"."stage" in ('notice', 'call-back', 'ending')),
	CONSTRAINT "loss_checks_outcome" CHECK ("loss_checks"."outcome" in ('matched', 'not-matched'))
);
--> statement-breakpoint
CREATE TABLE "loss_disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"report_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"business_date" date NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"phase" text COLLATE "C" NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	"added_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "loss_disputes_phase" CHECK ("loss_disputes"."phase" in ('before-notice', 'before-protection', 'after-protection'))
);
--> statement-breakpoint
CREATE TABLE "loss_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"report_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"file_id" uuid,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "loss_evidence_kind" CHECK ("loss_evidence"."kind" in ('id-copy', 'hand-held-photo', 'transaction-voucher', 'other')),
	CONSTRAINT "loss_evidence_state" CHECK ("loss_evidence"."state" in ('received', 'refused') and ("loss_evidence"."state" = 'received') = ("loss_evidence"."file_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "loss_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"report_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"cause" text COLLATE "C" NOT NULL,
	"notice_at" timestamp(3) with time zone NOT NULL,
	"entered_at" timestamp(3) with time zone NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL,
	"verified" boolean NOT NULL,
	"points" integer NOT NULL,
	"stopped" boolean NOT NULL,
	CONSTRAINT "loss_notices_channel" CHECK ("loss_notices"."channel" in ('call', 'counter', 'online', 'letter'))
);
--> statement-breakpoint
CREATE TABLE "loss_protections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"report_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"card_id" uuid,
	"measure_id" uuid,
	"instruction_id" uuid,
	"instructed_at" timestamp(3) with time zone NOT NULL,
	"in_force_at" timestamp(3) with time zone,
	"failed_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "loss_protections_kind" CHECK ("loss_protections"."kind" in ('debit', 'sessions', 'card')),
	CONSTRAINT "loss_protections_of" CHECK (("loss_protections"."kind" = 'sessions') = ("loss_protections"."measure_id" is null))
);
--> statement-breakpoint
CREATE TABLE "loss_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"cause" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"verified" boolean NOT NULL,
	"notice_at" timestamp(3) with time zone NOT NULL,
	"reported_at" timestamp(3) with time zone NOT NULL,
	"reported_by" text COLLATE "C" NOT NULL,
	"verified_at" timestamp(3) with time zone,
	"instructed_at" timestamp(3) with time zone,
	"in_force_at" timestamp(3) with time zone,
	"stop_until" timestamp(3) with time zone,
	"call_back_state" text COLLATE "C" NOT NULL,
	"call_back_by" timestamp(3) with time zone,
	"call_back_count" integer DEFAULT 0 NOT NULL,
	"police_number_sealed" "bytea",
	"review_finding" text COLLATE "C",
	"reviewed_by" text COLLATE "C",
	"reviewed_at" timestamp(3) with time zone,
	"confirmed_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "loss_reports_cause" CHECK ("loss_reports"."cause" in ('secrets-leaked', 'phone-lost', 'number-of-another', 'data-misused', 'unauthorised-use')),
	CONSTRAINT "loss_reports_state" CHECK ("loss_reports"."state" in ('awaiting-lead', 'stopped', 'protected', 'evidence', 'confirmed', 'restoring', 'closing',
      'restored', 'withdrawn', 'replaced-and-closed', 'not-confirmed', 'declined')),
	CONSTRAINT "loss_reports_call_back" CHECK ("loss_reports"."call_back_state" in ('none', 'due', 'confirmed', 'denied', 'unreached')),
	CONSTRAINT "loss_reports_notice" CHECK ("loss_reports"."notice_at" <= "loss_reports"."reported_at"),
	CONSTRAINT "loss_reports_stop" CHECK ("loss_reports"."state" <> 'stopped' or "loss_reports"."stop_until" is not null)
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"measure_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"ground" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"registered_at" timestamp(3) with time zone NOT NULL,
	"registered_by" text COLLATE "C" NOT NULL,
	"regime" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"due_raw" date NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"prompt_by" timestamp(3) with time zone,
	"state" text COLLATE "C" NOT NULL,
	"reject_reason" text COLLATE "C",
	"answer_sealed" "bytea",
	"narrower_id" uuid,
	"decided_by" text COLLATE "C",
	"decided_at" timestamp(3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "objections_state" CHECK ("objections"."state" in ('open', 'upheld', 'partly', 'rejected', 'forwarded', 'settled', 'withdrawn')),
	CONSTRAINT "objections_regime" CHECK ("objections"."regime" in ('risk', 'fraud', 'order')),
	CONSTRAINT "objections_decided" CHECK (("objections"."state" = 'open') = ("objections"."decided_at" is null)),
	CONSTRAINT "objections_reason" CHECK (("objections"."state" = 'rejected') = ("objections"."reject_reason" is not null)),
	CONSTRAINT "objections_received" CHECK ("objections"."received_at" <= "objections"."registered_at")
);
--> statement-breakpoint
CREATE TABLE "order_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" NOT NULL,
	"order_id" uuid NOT NULL,
	"act" text COLLATE "C" NOT NULL,
	"account_id" uuid,
	"measure_id" uuid,
	"state" text COLLATE "C" NOT NULL,
	"amount_minor" bigint,
	"done_at" timestamp(3) with time zone NOT NULL,
	"in_force_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"cause" text COLLATE "C",
	CONSTRAINT "order_acts_state" CHECK ("order_acts"."state" in ('instructed', 'in-force', 'ended', 'failed', 'done'))
);
--> statement-breakpoint
CREATE TABLE "order_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" NOT NULL,
	"order_id" uuid NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"sent_at" timestamp(3) with time zone NOT NULL,
	"note_sealed" "bytea",
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_officers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name_sealed" "bytea",
	"credential_sealed" "bytea"
);
--> statement-breakpoint
CREATE TABLE "order_packages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" NOT NULL,
	"order_id" uuid NOT NULL,
	"wanted" jsonb NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"taken_at" timestamp(3) with time zone,
	"sha256" text COLLATE "C",
	"bytes" bigint,
	"rows" integer
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"authority" text COLLATE "C" NOT NULL,
	"authority_name" text NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"act" text COLLATE "C" NOT NULL,
	"document_number" text NOT NULL,
	"document_on" date,
	"case_number" text NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"target_sealed" "bytea",
	"customer_id" uuid,
	"account_id" uuid,
	"scope" text COLLATE "C",
	"amount_minor" bigint,
	"term_unit" text COLLATE "C",
	"term_count" integer,
	"term_until" date,
	"checks" text[] NOT NULL,
	"stated" text[] NOT NULL,
	"disclosure" jsonb,
	"about_id" uuid,
	"state" text COLLATE "C" NOT NULL,
	"flags" text[] NOT NULL,
	"grounds" text[] NOT NULL,
	"note_sealed" "bytea",
	"received_at" timestamp(3) with time zone NOT NULL,
	"registered_at" timestamp(3) with time zone NOT NULL,
	"registered_by" uuid NOT NULL,
	"starts_at" timestamp(3) with time zone,
	"ends_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"renewals" integer DEFAULT 0 NOT NULL,
	"alarmed" text COLLATE "C",
	"review_outcome" text COLLATE "C",
	"review_step" text COLLATE "C",
	"review_note_sealed" "bytea",
	"reviewed_by" uuid,
	"reviewed_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "orders_clearance" CHECK ("orders"."clearance" in ('general', 'suspicion')),
	CONSTRAINT "orders_act" CHECK ("orders"."act" in ('query', 'stop', 'freeze', 'renew', 'release', 'deduct')),
	CONSTRAINT "orders_state" CHECK ("orders"."state" in ('registered', 'queued', 'in-force', 'executed', 'released', 'lapsed', 'failed', 'refused')),
	CONSTRAINT "orders_refused" CHECK (("orders"."state" = 'refused') = (cardinality("orders"."grounds") > 0)),
	CONSTRAINT "orders_amount" CHECK ("orders"."scope" is distinct from 'amount' or "orders"."amount_minor" > 0),
	CONSTRAINT "orders_term" CHECK ("orders"."ends_at" is null or "orders"."starts_at" is null or "orders"."ends_at" > "orders"."starts_at"),
	CONSTRAINT "orders_reviewed" CHECK (("orders"."reviewed_by" is null) = ("orders"."reviewed_at" is null)),
	CONSTRAINT "orders_reviewer" CHECK ("orders"."reviewed_by" is null or "orders"."reviewed_by" <> "orders"."registered_by")
);
--> statement-breakpoint
ALTER TABLE "core_instructions" DROP CONSTRAINT "core_instructions_verb";--> statement-breakpoint
ALTER TABLE "measures" DROP CONSTRAINT "measures_kind";--> statement-breakpoint
ALTER TABLE "measures" DROP CONSTRAINT "measures_scope";--> statement-breakpoint
ALTER TABLE "measures" DROP CONSTRAINT "measures_state";--> statement-breakpoint
ALTER TABLE "measures" DROP CONSTRAINT "measures_source";--> statement-breakpoint
DROP INDEX "core_instructions_once";--> statement-breakpoint
ALTER TABLE "core_instructions" ALTER COLUMN "measure_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "core_instructions" ADD COLUMN "subject_type" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "core_instructions" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "core_instructions" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "core_instructions" ADD COLUMN "applied_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "core_instructions" ADD COLUMN "answer_ms" bigint;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "target" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "starts_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "expires_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "reviewed_by" uuid;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "reviewed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "ended_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "noticed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "closure_candidates" ADD CONSTRAINT "closure_candidates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_steps" ADD CONSTRAINT "closure_steps_closure_id_closures_id_fk" FOREIGN KEY ("closure_id") REFERENCES "public"."closures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "closures_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_secrets" ADD CONSTRAINT "measure_secrets_measure_id_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "electronic_answers" ADD CONSTRAINT "electronic_answers_electronic_order_id_electronic_orders_id_fk" FOREIGN KEY ("electronic_order_id") REFERENCES "public"."electronic_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_languages" ADD CONSTRAINT "customer_languages_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_letters" ADD CONSTRAINT "customer_letters_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_dispatches" ADD CONSTRAINT "letter_dispatches_letter_id_customer_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."customer_letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_adjustments" ADD CONSTRAINT "limit_adjustments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_counters" ADD CONSTRAINT "limit_counters_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_call_backs" ADD CONSTRAINT "loss_call_backs_report_id_loss_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."loss_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_checks" ADD CONSTRAINT "loss_checks_report_id_loss_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."loss_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_disputes" ADD CONSTRAINT "loss_disputes_report_id_loss_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."loss_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_evidence" ADD CONSTRAINT "loss_evidence_report_id_loss_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."loss_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_notices" ADD CONSTRAINT "loss_notices_report_id_loss_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."loss_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_protections" ADD CONSTRAINT "loss_protections_report_id_loss_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."loss_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_reports" ADD CONSTRAINT "loss_reports_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_measure_id_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_acts" ADD CONSTRAINT "order_acts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_acts" ADD CONSTRAINT "order_acts_measure_id_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_answers" ADD CONSTRAINT "order_answers_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_officers" ADD CONSTRAINT "order_officers_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_packages" ADD CONSTRAINT "order_packages_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "closure_candidates_one" ON "closure_candidates" USING btree ("account_id") WHERE "closure_candidates"."state" in ('found', 'noticed', 'proposed');--> statement-breakpoint
CREATE UNIQUE INDEX "closure_candidates_occasion" ON "closure_candidates" USING btree ("account_id","idle_since");--> statement-breakpoint
CREATE INDEX "closure_candidates_list" ON "closure_candidates" USING btree ("programme_id","found_at","id");--> statement-breakpoint
CREATE INDEX "closure_candidates_customer" ON "closure_candidates" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "closure_logins_customer" ON "closure_logins" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "closure_steps_closure" ON "closure_steps" USING btree ("closure_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "closures_number" ON "closures" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "closures_one_open" ON "closures" USING btree ("account_id") WHERE "closures"."state" in ('requested', 'approved', 'paying-out', 'closing');--> statement-breakpoint
CREATE INDEX "closures_list" ON "closures" USING btree ("programme_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "closures_state_list" ON "closures" USING btree ("programme_id","state","requested_at","id");--> statement-breakpoint
CREATE INDEX "closures_customer" ON "closures" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "closures_subject" ON "closures" USING btree ("subject_id") WHERE "closures"."subject_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "core_differences_number" ON "core_differences" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "core_differences_one" ON "core_differences" USING btree ("account_id") WHERE "core_differences"."state" <> 'resolved';--> statement-breakpoint
CREATE INDEX "core_differences_list" ON "core_differences" USING btree ("programme_id","state","first_seen_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_secrets_measure" ON "measure_secrets" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "measure_secrets_subject" ON "measure_secrets" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "electronic_answers_sequence" ON "electronic_answers" USING btree ("electronic_order_id","sequence");--> statement-breakpoint
CREATE INDEX "electronic_answers_waiting" ON "electronic_answers" USING btree ("created_at") WHERE "electronic_answers"."state" = 'queued';--> statement-breakpoint
CREATE UNIQUE INDEX "electronic_orders_message" ON "electronic_orders" USING btree ("programme_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "electronic_orders_number" ON "electronic_orders" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "electronic_orders_list" ON "electronic_orders" USING btree ("programme_id","received_at","id");--> statement-breakpoint
CREATE INDEX "electronic_orders_waiting" ON "electronic_orders" USING btree ("received_at") WHERE "electronic_orders"."state" = 'received';--> statement-breakpoint
CREATE INDEX "electronic_orders_measure" ON "electronic_orders" USING btree ("measure_id") WHERE "electronic_orders"."measure_id" is not null;--> statement-breakpoint
CREATE INDEX "electronic_orders_queue" ON "electronic_orders" USING btree ("account_id","received_at") WHERE "electronic_orders"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "electronic_orders_account" ON "electronic_orders" USING btree ("account_id") WHERE "electronic_orders"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "electronic_orders_lapse" ON "electronic_orders" USING btree ("lapses_at") WHERE "electronic_orders"."lapses_at" is not null and "electronic_orders"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_languages_customer" ON "customer_languages" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_letters_number" ON "customer_letters" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "customer_letters_list" ON "customer_letters" USING btree ("programme_id","written_at","id");--> statement-breakpoint
CREATE INDEX "customer_letters_customer" ON "customer_letters" USING btree ("customer_id","written_at","id");--> statement-breakpoint
CREATE INDEX "customer_letters_subject" ON "customer_letters" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "letter_dispatches_once" ON "letter_dispatches" USING btree ("letter_id","channel");--> statement-breakpoint
CREATE INDEX "letter_dispatches_awaited" ON "letter_dispatches" USING btree ("sent_at") WHERE "letter_dispatches"."state" = 'sent';--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_request" ON "decisions" USING btree ("programme_id","request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_transaction" ON "decisions" USING btree ("programme_id","transaction_id") WHERE "decisions"."answer" = 'allow';--> statement-breakpoint
CREATE INDEX "decisions_reserved" ON "decisions" USING btree ("customer_id","reserved_until") WHERE "decisions"."state" = 'reserved';--> statement-breakpoint
CREATE INDEX "decisions_customer" ON "decisions" USING btree ("customer_id","business_date");--> statement-breakpoint
CREATE INDEX "decisions_batch" ON "decisions" USING brin ("batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "limit_adjustments_number" ON "limit_adjustments" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "limit_adjustments_live" ON "limit_adjustments" USING btree ("account_id","kind","direction") WHERE "limit_adjustments"."state" = 'in-force';--> statement-breakpoint
CREATE UNIQUE INDEX "limit_adjustments_proposed" ON "limit_adjustments" USING btree ("account_id","kind") WHERE "limit_adjustments"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "limit_adjustments_due" ON "limit_adjustments" USING btree ("ends_at") WHERE "limit_adjustments"."state" = 'in-force' and "limit_adjustments"."ends_at" is not null;--> statement-breakpoint
CREATE INDEX "limit_adjustments_list" ON "limit_adjustments" USING btree ("programme_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "limit_adjustments_live_list" ON "limit_adjustments" USING btree ("programme_id",coalesce("ends_at", 'infinity'),"id") WHERE "limit_adjustments"."state" in ('proposed', 'in-force');--> statement-breakpoint
CREATE INDEX "loss_call_backs_report" ON "loss_call_backs" USING btree ("report_id","called_at");--> statement-breakpoint
CREATE INDEX "loss_checks_report" ON "loss_checks" USING btree ("report_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "loss_disputes_once" ON "loss_disputes" USING btree ("report_id","transaction_id");--> statement-breakpoint
CREATE INDEX "loss_evidence_report" ON "loss_evidence" USING btree ("report_id","recorded_at");--> statement-breakpoint
CREATE INDEX "loss_notices_report" ON "loss_notices" USING btree ("report_id","entered_at");--> statement-breakpoint
CREATE INDEX "loss_notices_customer_stops" ON "loss_notices" USING btree ("customer_id","entered_at") WHERE "loss_notices"."stopped";--> statement-breakpoint
CREATE INDEX "loss_notices_colleague_stops" ON "loss_notices" USING btree ("programme_id","entered_by","entered_at") WHERE "loss_notices"."stopped";--> statement-breakpoint
CREATE UNIQUE INDEX "loss_protections_measure" ON "loss_protections" USING btree ("report_id","measure_id");--> statement-breakpoint
CREATE INDEX "loss_protections_report" ON "loss_protections" USING btree ("report_id","instructed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "loss_reports_number" ON "loss_reports" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "loss_reports_one_open" ON "loss_reports" USING btree ("customer_id") WHERE "loss_reports"."state" in ('awaiting-lead', 'stopped', 'protected', 'evidence', 'confirmed', 'restoring', 'closing');--> statement-breakpoint
CREATE INDEX "loss_reports_list" ON "loss_reports" USING btree ("programme_id","reported_at","id");--> statement-breakpoint
CREATE INDEX "loss_reports_state_list" ON "loss_reports" USING btree ("programme_id","state","reported_at","id");--> statement-breakpoint
CREATE INDEX "loss_reports_customer" ON "loss_reports" USING btree ("customer_id","reported_at");--> statement-breakpoint
CREATE UNIQUE INDEX "objections_number" ON "objections" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "objections_one_open" ON "objections" USING btree ("measure_id") WHERE "objections"."state" = 'open';--> statement-breakpoint
CREATE INDEX "objections_list" ON "objections" USING btree ("programme_id","received_at","id");--> statement-breakpoint
CREATE INDEX "objections_state_list" ON "objections" USING btree ("programme_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "objections_customer" ON "objections" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "objections_account" ON "objections" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "order_acts_order" ON "order_acts" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_acts_measure" ON "order_acts" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "order_answers_order" ON "order_answers" USING btree ("order_id","recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "order_officers_once" ON "order_officers" USING btree ("order_id","position");--> statement-breakpoint
CREATE INDEX "order_packages_order" ON "order_packages" USING btree ("order_id","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number" ON "orders" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "orders_list" ON "orders" USING btree ("programme_id","received_at","id");--> statement-breakpoint
CREATE INDEX "orders_account" ON "orders" USING btree ("account_id","state");--> statement-breakpoint
CREATE INDEX "orders_customer" ON "orders" USING btree ("customer_id","received_at");--> statement-breakpoint
CREATE INDEX "orders_ending" ON "orders" USING btree ("ends_at") WHERE "orders"."state" in ('registered', 'in-force');--> statement-breakpoint
CREATE INDEX "orders_waiting" ON "orders" USING btree ("account_id","received_at") WHERE "orders"."state" = 'queued';--> statement-breakpoint
CREATE UNIQUE INDEX "core_instructions_sessions" ON "core_instructions" USING btree ("account_id","subject_id","verb","round") WHERE "core_instructions"."measure_id" is null and "core_instructions"."state" <> 'rejected';--> statement-breakpoint
CREATE INDEX "core_instructions_rejected" ON "core_instructions" USING btree ("programme_id","answered_at","id") WHERE "core_instructions"."state" = 'rejected';--> statement-breakpoint
CREATE INDEX "measures_expiring" ON "measures" USING btree ("expires_at") WHERE "measures"."expires_at" is not null and "measures"."state" in
      ('instructed', 'in-force', 'release-proposed');--> statement-breakpoint
CREATE UNIQUE INDEX "core_instructions_once" ON "core_instructions" USING btree ("measure_id","verb","round") WHERE "core_instructions"."state" <> 'rejected';--> statement-breakpoint
ALTER TABLE "core_instructions" ADD CONSTRAINT "core_instructions_about" CHECK (case when "core_instructions"."verb" in ('end-sessions', 'pay-out', 'close')
        then "core_instructions"."measure_id" is null and "core_instructions"."subject_type" is not null and "core_instructions"."subject_id" is not null
        else "core_instructions"."measure_id" is not null and "core_instructions"."subject_type" is null and "core_instructions"."subject_id" is null end);--> statement-breakpoint
ALTER TABLE "core_instructions" ADD CONSTRAINT "core_instructions_round" CHECK ("core_instructions"."round" > 0);--> statement-breakpoint
ALTER TABLE "core_instructions" ADD CONSTRAINT "core_instructions_verb" CHECK ("core_instructions"."verb" in ('restrict', 'lift', 'deduct', 'end-sessions', 'pay-out', 'close'));--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_reviewed" CHECK (("measures"."reviewed_by" is null) = ("measures"."reviewed_at" is null));--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_term" CHECK ("measures"."starts_at" is null or "measures"."expires_at" is null or "measures"."expires_at" > "measures"."starts_at");--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_kind" CHECK ("measures"."source" in ('own-judgement', 'system') and "measures"."kind" = 'restriction'
      or "measures"."source" = 'customer' and "measures"."kind" in ('stop', 'freeze')
      or "measures"."source" = 'authority' and "measures"."kind" in ('stop', 'freeze', 'deduction'));--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_scope" CHECK ("measures"."scope" in ('all', 'debit', 'credit', 'amount', 'function', 'card')
      and ("measures"."scope" = 'amount') = ("measures"."amount_minor" is not null)
      and ("measures"."scope" in ('function', 'card')) = ("measures"."target" is not null));--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_state" CHECK ("measures"."state" in ('proposed', 'rejected', 'withdrawn', 'void', 'instructed', 'in-force',
      'failed', 'carried-out', 'release-proposed', 'release-instructed', 'released'));--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_source" CHECK ("measures"."source" = 'own-judgement' and ("measures"."approval_id" is null or "measures"."subject_id" is null) and "measures"."requested_by" <> 'system'
      or "measures"."source" = 'system' and "measures"."approval_id" is null and "measures"."requested_by" = 'system' and "measures"."subject_type" is not null
      and "measures"."subject_id" is not null
      or "measures"."source" in ('customer', 'authority') and "measures"."approval_id" is null and "measures"."subject_type" is not null
      and "measures"."subject_id" is not null);