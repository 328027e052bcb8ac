CREATE TABLE "consent_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"change" text COLLATE "C" NOT NULL,
	"policy_version_id" uuid,
	"channel" text COLLATE "C" NOT NULL,
	"asked" boolean NOT NULL,
	"reason_code" text COLLATE "C",
	"evidence_id" uuid,
	"request_id" uuid,
	"at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "consent_events_change" CHECK ("consent_events"."change" in ('given', 'refused', 'withdrawn')),
	CONSTRAINT "consent_events_version" CHECK ("consent_events"."change" <> 'given' or "consent_events"."policy_version_id" is not null),
	CONSTRAINT "consent_events_at" CHECK ("consent_events"."at" <= "consent_events"."recorded_at")
);
--> statement-breakpoint
CREATE TABLE "consent_states" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"change" text COLLATE "C" NOT NULL,
	"policy_version_id" uuid,
	"event_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"refused_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "policy_acceptances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"way" text COLLATE "C" NOT NULL,
	"evidence_id" uuid,
	"at" timestamp(3) with time zone NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "policy_acceptances_way" CHECK ("policy_acceptances"."way" in ('data-message', 'written', 'counter'))
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"document" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"label" text COLLATE "C" NOT NULL,
	"text_hash" text COLLATE "C" NOT NULL,
	"change_class" text COLLATE "C" NOT NULL,
	"major_changes" text[] NOT NULL,
	"purposes" text[] NOT NULL,
	"changed_purposes" text[] NOT NULL,
	"notice_ways" text[] NOT NULL,
	"consulted_at" timestamp(3) with time zone,
	"state" text COLLATE "C" NOT NULL,
	"wanted_at" timestamp(3) with time zone NOT NULL,
	"published_at" timestamp(3) with time zone,
	"effective_at" timestamp(3) with time zone,
	"acceptance" boolean NOT NULL,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid NOT NULL,
	"agreed_by" text COLLATE "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "policy_versions_state" CHECK ("policy_versions"."state" in ('proposed', 'published', 'rejected')),
	CONSTRAINT "policy_versions_published" CHECK (("policy_versions"."state" = 'published') = ("policy_versions"."published_at" is not null and "policy_versions"."effective_at" is not null and "policy_versions"."agreed_by" is not null)),
	CONSTRAINT "policy_versions_effective" CHECK ("policy_versions"."effective_at" >= "policy_versions"."published_at")
);
--> statement-breakpoint
CREATE TABLE "correction_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"correction_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"document_id" uuid,
	"before_sealed" "bytea",
	"after_sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"request_id" uuid,
	"customer_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"record_version" integer NOT NULL,
	"evidence_ids" uuid[] NOT NULL,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	"reject_reason" text COLLATE "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "corrections_state" CHECK ("corrections"."state" in ('proposed', 'done', 'rejected', 'withdrawn', 'expired', 'void')),
	CONSTRAINT "corrections_ended" CHECK (("corrections"."state" = 'proposed') = ("corrections"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "incident_duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"incident_id" uuid NOT NULL,
	"duty" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"own" boolean NOT NULL,
	"hours" integer NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"done_at" timestamp(3) with time zone,
	"done_by" text COLLATE "C",
	"waiver_code" text COLLATE "C",
	CONSTRAINT "incident_duties_duty" CHECK ("incident_duties"."duty" in ('cac-cii', 'cac-larger', 'pboc', 'privacy', 'subjects')),
	CONSTRAINT "incident_duties_state" CHECK ("incident_duties"."state" in ('running', 'done', 'waived', 'lapsed')),
	CONSTRAINT "incident_duties_done" CHECK (("incident_duties"."state" = 'running') = ("incident_duties"."done_at" is null)),
	CONSTRAINT "incident_duties_waived" CHECK (("incident_duties"."state" = 'waived') = ("incident_duties"."waiver_code" is not null))
);
--> statement-breakpoint
CREATE TABLE "incident_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"incident_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"written_at" timestamp(3) with time zone NOT NULL,
	"written_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "incident_entries_kind" CHECK ("incident_entries"."kind" in ('taken', 'planned', 'note'))
);
--> statement-breakpoint
CREATE TABLE "incident_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"incident_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"saved_at" timestamp(3) with time zone NOT NULL,
	"saved_by" text COLLATE "C" NOT NULL,
	"approval_id" uuid,
	"approved_by" text COLLATE "C",
	"approved_at" timestamp(3) with time zone,
	"started_at" timestamp(3) with time zone,
	"last_at" timestamp(3) with time zone,
	"steps" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"told" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	"evidence_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "incident_notices_kind" CHECK ("incident_notices"."kind" in ('individual', 'public')),
	CONSTRAINT "incident_notices_state" CHECK ("incident_notices"."state" in ('draft', 'proposed', 'approved', 'sending', 'stopped', 'sent')),
	CONSTRAINT "incident_notices_started" CHECK ("incident_notices"."state" <> 'sending' or "incident_notices"."started_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "incident_persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"incident_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"selection_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"notice_id" uuid,
	"letter_id" uuid,
	"told_at" timestamp(3) with time zone,
	"contact_way" text COLLATE "C",
	"contacted_at" timestamp(3) with time zone,
	"contacted_by" text COLLATE "C",
	CONSTRAINT "incident_persons_state" CHECK ("incident_persons"."state" in ('named', 'told', 'reached', 'spared')),
	CONSTRAINT "incident_persons_contact" CHECK (("incident_persons"."state" = 'reached') = ("incident_persons"."contacted_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "incident_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"incident_id" uuid NOT NULL,
	"authority" text COLLATE "C" NOT NULL,
	"sequence" integer NOT NULL,
	"supplement" boolean NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"saved_at" timestamp(3) with time zone NOT NULL,
	"saved_by" text COLLATE "C" NOT NULL,
	"sent_at" timestamp(3) with time zone,
	"sent_by" text COLLATE "C",
	"channel" text COLLATE "C",
	"evidence_id" uuid,
	CONSTRAINT "incident_reports_authority" CHECK ("incident_reports"."authority" in ('cac', 'pboc', 'privacy', 'police')),
	CONSTRAINT "incident_reports_sent" CHECK (("incident_reports"."sent_at" is null) = ("incident_reports"."evidence_id" is null) and ("incident_reports"."sent_at" is null) = ("incident_reports"."channel" is null))
);
--> statement-breakpoint
CREATE TABLE "incident_selections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"incident_id" uuid NOT NULL,
	"way" text COLLATE "C" NOT NULL,
	"filter" jsonb,
	"found" integer NOT NULL,
	"added" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"by" text COLLATE "C" NOT NULL,
	CONSTRAINT "incident_selections_way" CHECK ("incident_selections"."way" in ('list', 'filter', 'saved', 'sighting'))
);
--> statement-breakpoint
CREATE TABLE "incident_sightings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"incident_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"registered_at" timestamp(3) with time zone NOT NULL,
	"registered_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "incident_sightings_channel" CHECK ("incident_sightings"."channel" in ('phone', 'letter', 'online', 'counter'))
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"certainty" text COLLATE "C" NOT NULL,
	"severity" text COLLATE "C" NOT NULL,
	"cii" boolean NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"discovered_at" timestamp(3) with time zone NOT NULL,
	"occurred_from" timestamp(3) with time zone,
	"occurred_to" timestamp(3) with time zone,
	"registered_at" timestamp(3) with time zone NOT NULL,
	"registered_by" text COLLATE "C" NOT NULL,
	"systems" text[] NOT NULL,
	"data_kinds" text[] NOT NULL,
	"estimate" integer NOT NULL,
	"cause" text COLLATE "C" NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"closed_by" text COLLATE "C",
	"closed_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "incidents_kind" CHECK ("incidents"."kind" in ('leak', 'tampering', 'loss', 'misuse', 'unauthorised-access')),
	CONSTRAINT "incidents_severity" CHECK ("incidents"."severity" in ('general', 'larger', 'major', 'critical')),
	CONSTRAINT "incidents_state" CHECK ("incidents"."state" in ('open', 'closed')),
	CONSTRAINT "incidents_closed" CHECK (("incidents"."state" = 'closed') = ("incidents"."closed_at" is not null)),
	CONSTRAINT "incidents_discovered" CHECK ("incidents"."discovered_at" <= "incidents"."registered_at")
);
--> statement-breakpoint
CREATE TABLE "package_downloads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"package_id" uuid NOT NULL,
	"way" text COLLATE "C" NOT NULL,
	"taken_by" text COLLATE "C" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "package_downloads_way" CHECK ("package_downloads"."way" in ('desk', 'letter'))
);
--> statement-breakpoint
CREATE TABLE "subject_packages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"request_id" uuid,
	"customer_id" uuid NOT NULL,
	"form" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"asked_by" text COLLATE "C" NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"tried_at" timestamp(3) with time zone,
	"store_name" text,
	"ready_at" timestamp(3) with time zone,
	"plain_bytes" bigint,
	"sha256" text COLLATE "C",
	"parts" jsonb,
	"failure" text COLLATE "C",
	"open_until" timestamp(3) with time zone,
	"downloads" integer DEFAULT 0 NOT NULL,
	"code_hash" "bytea",
	"code_until" timestamp(3) with time zone,
	"wrong_codes" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text COLLATE "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "subject_packages_form" CHECK ("subject_packages"."form" in ('access', 'copy', 'portability')),
	CONSTRAINT "subject_packages_state" CHECK ("subject_packages"."state" in ('building', 'ready', 'failed', 'revoked', 'expired')),
	CONSTRAINT "subject_packages_ready" CHECK ("subject_packages"."state" <> 'ready' or ("subject_packages"."sha256" is not null and "subject_packages"."store_name" is not null and "subject_packages"."open_until" is not null)),
	CONSTRAINT "subject_packages_ended" CHECK (("subject_packages"."state" in ('failed', 'revoked', 'expired')) = ("subject_packages"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "privacy_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"sent_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "privacy_request_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"step" text COLLATE "C" NOT NULL,
	"detail" text COLLATE "C",
	"actor_id" text COLLATE "C" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "privacy_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid,
	"type" text COLLATE "C" NOT NULL,
	"document" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"requester" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"outcome" text COLLATE "C",
	"words_sealed" "bytea" NOT NULL,
	"asked_sealed" "bytea" NOT NULL,
	"person_sealed" "bytea",
	"answer_sealed" "bytea",
	"received_at" timestamp(3) with time zone NOT NULL,
	"registered_at" timestamp(3) with time zone NOT NULL,
	"registered_by" text COLLATE "C" NOT NULL,
	"verified_at" timestamp(3) with time zone,
	"verified_by" text COLLATE "C",
	"identity_way" text COLLATE "C",
	"papers_asked" text[] DEFAULT '{}' NOT NULL,
	"papers_asked_at" timestamp(3) with time zone,
	"papers_seen" text[] DEFAULT '{}' NOT NULL,
	"paused_since" timestamp(3) with time zone,
	"wrong_codes" integer DEFAULT 0 NOT NULL,
	"rule_id" text COLLATE "C" NOT NULL,
	"rule_version" integer NOT NULL,
	"due_raw" date NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"receipt_due" date NOT NULL,
	"receipt_due_at" timestamp(3) with time zone NOT NULL,
	"provisional" boolean NOT NULL,
	"near_told_at" timestamp(3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"late_since" timestamp(3) with time zone,
	"started_by" text COLLATE "C",
	"started_at" timestamp(3) with time zone,
	"approval_id" uuid,
	"proposed" text COLLATE "C",
	"proposed_from" text COLLATE "C",
	"ground" text COLLATE "C",
	"lapse_reason" text COLLATE "C",
	"plan" jsonb,
	"package_id" uuid,
	"package_state" text COLLATE "C",
	"correction_id" uuid,
	"correction_number" text COLLATE "C",
	"correction_outcome" text COLLATE "C",
	"joined_to" uuid,
	"fee_state" text COLLATE "C",
	"fee_minor" bigint,
	"fee_currency" text COLLATE "C",
	"fee_by" text COLLATE "C",
	"status_hash" "bytea",
	"answered_by" text COLLATE "C",
	"ended_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "privacy_requests_state" CHECK ("privacy_requests"."state" in ('received', 'verified', 'working', 'proposed', 'answered', 'withdrawn', 'lapsed')),
	CONSTRAINT "privacy_requests_ended" CHECK (("privacy_requests"."state" in ('answered', 'withdrawn', 'lapsed')) = ("privacy_requests"."ended_at" is not null)),
	CONSTRAINT "privacy_requests_outcome" CHECK (("privacy_requests"."state" = 'answered') = ("privacy_requests"."outcome" is not null)),
	CONSTRAINT "privacy_requests_lapse" CHECK (("privacy_requests"."state" = 'lapsed') = ("privacy_requests"."lapse_reason" is not null)),
	CONSTRAINT "privacy_requests_proposed" CHECK (("privacy_requests"."state" = 'proposed') = ("privacy_requests"."approval_id" is not null)),
	CONSTRAINT "privacy_requests_received" CHECK ("privacy_requests"."received_at" <= "privacy_requests"."registered_at"),
	CONSTRAINT "privacy_requests_proven" CHECK ("privacy_requests"."state" not in ('verified', 'working') or ("privacy_requests"."verified_at" is not null and "privacy_requests"."customer_id" is not null)),
	CONSTRAINT "privacy_requests_verified" CHECK (("privacy_requests"."verified_at" is null) = ("privacy_requests"."identity_way" is null)),
	CONSTRAINT "privacy_requests_late" CHECK ("privacy_requests"."late" = ("privacy_requests"."late_since" is not null)),
	CONSTRAINT "privacy_requests_fee" CHECK (("privacy_requests"."fee_state" is null) = ("privacy_requests"."fee_minor" is null))
);
--> statement-breakpoint
CREATE TABLE "decision_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"decision_kind" text COLLATE "C" NOT NULL,
	"decision_id" uuid NOT NULL,
	"request_id" uuid,
	"state" text COLLATE "C" NOT NULL,
	"requested_by" text COLLATE "C" NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"decided_by" text COLLATE "C",
	"decided_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "decision_reviews_state" CHECK ("decision_reviews"."state" in ('open', 'stands', 'changed')),
	CONSTRAINT "decision_reviews_decided" CHECK (("decision_reviews"."state" = 'open') = ("decision_reviews"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "impact_assessments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"case_code" text COLLATE "C" NOT NULL,
	"about_type" text COLLATE "C" NOT NULL,
	"about_id" text COLLATE "C" NOT NULL,
	"risk" text COLLATE "C" NOT NULL,
	"measures" text[] NOT NULL,
	"report_reference" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"made_by" text COLLATE "C" NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"concluded_by" text COLLATE "C",
	"concluded_at" timestamp(3) with time zone,
	"kept_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "impact_assessments_state" CHECK ("impact_assessments"."state" in ('draft', 'accepted', 'rejected')),
	CONSTRAINT "impact_assessments_risk" CHECK ("impact_assessments"."risk" in ('low', 'medium', 'high')),
	CONSTRAINT "impact_assessments_concluded" CHECK (("impact_assessments"."state" = 'draft') = ("impact_assessments"."concluded_at" is null) and ("impact_assessments"."concluded_at" is null) = ("impact_assessments"."kept_until" is null))
);
--> statement-breakpoint
CREATE TABLE "processing_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"fields" text[] NOT NULL,
	"recipients" text[] NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	"safeguards" text[] NOT NULL,
	"cases" text[] NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	"kept_until" date,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "processing_records_state" CHECK ("processing_records"."state" in ('planned', 'active', 'ended')),
	CONSTRAINT "processing_records_ended" CHECK (("processing_records"."state" = 'ended') = ("processing_records"."ended_on" is not null and "processing_records"."kept_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "restricted_subjects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"cause" text COLLATE "C" NOT NULL,
	"request_id" uuid,
	"since" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "retention_certificates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"customer_id" uuid NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	"entry_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"signature" "bytea" NOT NULL,
	"issued_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	"disposition" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"due_on" date,
	"look_on" date,
	"kept_until" date,
	"years" integer,
	"anchor" text COLLATE "C",
	"ended_on" date,
	"basis" jsonb NOT NULL,
	"open" text[] DEFAULT '{}'::text[] NOT NULL,
	"request_id" uuid,
	"planned_at" timestamp(3) with time zone NOT NULL,
	"erased_at" timestamp(3) with time zone,
	"certificate_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "retention_entries_state" CHECK ("retention_entries"."state" in ('scheduled', 'held', 'erased')),
	CONSTRAINT "retention_entries_erased" CHECK (("retention_entries"."state" = 'erased') = ("retention_entries"."certificate_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "retention_keepings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"clearance" text COLLATE "C" DEFAULT 'suspicion' NOT NULL,
	"customer_id" uuid NOT NULL,
	"retention_class" text COLLATE "C" NOT NULL,
	"keeping_id" uuid NOT NULL,
	"table_name" text COLLATE "C" NOT NULL,
	"page" integer NOT NULL,
	"body_sealed" "bytea" NOT NULL,
	"look_on" date NOT NULL,
	"kept_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "retention_keepings_clearance" CHECK ("retention_keepings"."clearance" = 'suspicion')
);
--> statement-breakpoint
CREATE TABLE "sharing_demands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"authority" text NOT NULL,
	"country" text COLLATE "C" NOT NULL,
	"reference" text COLLATE "C" NOT NULL,
	"received_on" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"permission" text COLLATE "C",
	"registered_by" text COLLATE "C" NOT NULL,
	"registered_at" timestamp(3) with time zone NOT NULL,
	"decided_by" text COLLATE "C",
	"decided_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sharing_demands_state" CHECK ("sharing_demands"."state" in ('escalated', 'rejected', 'permitted')),
	CONSTRAINT "sharing_demands_decided" CHECK (("sharing_demands"."state" = 'escalated') = ("sharing_demands"."decided_at" is null)),
	CONSTRAINT "sharing_demands_permitted" CHECK (("sharing_demands"."state" = 'permitted') = ("sharing_demands"."permission" is not null))
);
--> statement-breakpoint
CREATE TABLE "sharing_disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"partner_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"fields" text[] NOT NULL,
	"reference" text COLLATE "C" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sharing_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"partner_id" uuid NOT NULL,
	"customer_id" uuid,
	"kind" text COLLATE "C" NOT NULL,
	"classes" text[] NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"next_at" timestamp(3) with time zone,
	"rounds" integer DEFAULT 0 NOT NULL,
	"told_at" timestamp(3) with time zone,
	"told_by" text COLLATE "C",
	"told_way" text COLLATE "C",
	"overdue_at" timestamp(3) with time zone,
	"confirmed_at" timestamp(3) with time zone,
	"confirmed_by" text COLLATE "C",
	"last_problem" text COLLATE "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sharing_notices_state" CHECK ("sharing_notices"."state" in ('waiting', 'told', 'confirmed')),
	CONSTRAINT "sharing_notices_kind" CHECK ("sharing_notices"."kind" in ('erase', 'correct', 'stop', 'contract-ended')),
	CONSTRAINT "sharing_notices_told" CHECK ("sharing_notices"."state" <> 'told' or "sharing_notices"."told_at" is not null),
	CONSTRAINT "sharing_notices_confirmed" CHECK (("sharing_notices"."state" = 'confirmed') = ("sharing_notices"."confirmed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "sharing_partners" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"country" text COLLATE "C" NOT NULL,
	"contact" text NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"way" text COLLATE "C" NOT NULL,
	"fields" text[] NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"case_code" text COLLATE "C" NOT NULL,
	"contract_reference" text COLLATE "C" NOT NULL,
	"contract_from" date NOT NULL,
	"contract_to" date,
	"safeguards" text[] NOT NULL,
	"consent_required" boolean NOT NULL,
	"notice_url" text,
	"secret_cipher" "bytea",
	"state" text COLLATE "C" NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"approval_id" uuid,
	"started_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"end_reason" text COLLATE "C",
	"kept_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sharing_partners_state" CHECK ("sharing_partners"."state" in ('draft', 'proposed', 'active', 'ended')),
	CONSTRAINT "sharing_partners_kind" CHECK ("sharing_partners"."kind" in ('entrusted', 'recipient', 'affiliate', 'authority', 'cross-border', 'successor')),
	CONSTRAINT "sharing_partners_started" CHECK ("sharing_partners"."state" in ('draft', 'proposed') or "sharing_partners"."started_at" is not null),
	CONSTRAINT "sharing_partners_ended" CHECK (("sharing_partners"."state" = 'ended') = ("sharing_partners"."ended_at" is not null and "sharing_partners"."kept_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "sharing_stops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"legal_entity_id" text NOT NULL,
	"partner_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"request_id" uuid,
	"stopped_at" timestamp(3) with time zone NOT NULL,
	"stopped_by" text COLLATE "C" NOT NULL,
	"lifted_at" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_amount";--> statement-breakpoint
DROP INDEX "idempotency_keys_age";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_acceptances" ADD CONSTRAINT "policy_acceptances_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_items" ADD CONSTRAINT "correction_items_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_duties" ADD CONSTRAINT "incident_duties_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_entries" ADD CONSTRAINT "incident_entries_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_notices" ADD CONSTRAINT "incident_notices_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_persons" ADD CONSTRAINT "incident_persons_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_reports" ADD CONSTRAINT "incident_reports_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_selections" ADD CONSTRAINT "incident_selections_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_sightings" ADD CONSTRAINT "incident_sightings_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_downloads" ADD CONSTRAINT "package_downloads_package_id_subject_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."subject_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_packages" ADD CONSTRAINT "subject_packages_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_codes" ADD CONSTRAINT "privacy_codes_request_id_privacy_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."privacy_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_request_steps" ADD CONSTRAINT "privacy_request_steps_request_id_privacy_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."privacy_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_disclosures" ADD CONSTRAINT "sharing_disclosures_partner_id_sharing_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."sharing_partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_notices" ADD CONSTRAINT "sharing_notices_partner_id_sharing_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."sharing_partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_stops" ADD CONSTRAINT "sharing_stops_partner_id_sharing_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."sharing_partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_events_customer" ON "consent_events" USING btree ("customer_id","recorded_at");--> statement-breakpoint
CREATE INDEX "consent_events_list" ON "consent_events" USING btree ("programme_id","recorded_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_states_one" ON "consent_states" USING btree ("customer_id","purpose");--> statement-breakpoint
CREATE INDEX "consent_states_purpose" ON "consent_states" USING btree ("programme_id","purpose","change","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_acceptances_one" ON "policy_acceptances" USING btree ("customer_id","policy_version_id");--> statement-breakpoint
CREATE INDEX "policy_acceptances_version" ON "policy_acceptances" USING btree ("policy_version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_versions_number" ON "policy_versions" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_versions_seq" ON "policy_versions" USING btree ("programme_id","document","seq") WHERE "policy_versions"."state" <> 'rejected';--> statement-breakpoint
CREATE UNIQUE INDEX "policy_versions_text" ON "policy_versions" USING btree ("programme_id","document","text_hash") WHERE "policy_versions"."state" <> 'rejected';--> statement-breakpoint
CREATE INDEX "policy_versions_list" ON "policy_versions" USING btree ("programme_id","proposed_at","id");--> statement-breakpoint
CREATE INDEX "correction_items_of_customer" ON "correction_items" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "correction_items_field" ON "correction_items" USING btree ("correction_id","field");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_number" ON "corrections" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_one_open" ON "corrections" USING btree ("customer_id") WHERE "corrections"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "corrections_list" ON "corrections" USING btree ("programme_id","proposed_at","id");--> statement-breakpoint
CREATE INDEX "corrections_customer" ON "corrections" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "corrections_request" ON "corrections" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_duties_one" ON "incident_duties" USING btree ("incident_id","duty") WHERE "incident_duties"."state" <> 'lapsed';--> statement-breakpoint
CREATE INDEX "incident_duties_due" ON "incident_duties" USING btree ("programme_id","due_at") WHERE "incident_duties"."state" = 'running';--> statement-breakpoint
CREATE INDEX "incident_entries_incident" ON "incident_entries" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "incident_notices_incident" ON "incident_notices" USING btree ("incident_id","saved_at");--> statement-breakpoint
CREATE INDEX "incident_notices_sending" ON "incident_notices" USING btree ("last_at") WHERE "incident_notices"."state" = 'sending';--> statement-breakpoint
CREATE UNIQUE INDEX "incident_persons_once" ON "incident_persons" USING btree ("incident_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_persons_letter" ON "incident_persons" USING btree ("letter_id");--> statement-breakpoint
CREATE INDEX "incident_persons_waiting" ON "incident_persons" USING btree ("incident_id","id") WHERE "incident_persons"."state" = 'named';--> statement-breakpoint
CREATE INDEX "incident_persons_list" ON "incident_persons" USING btree ("incident_id","state","id");--> statement-breakpoint
CREATE INDEX "incident_persons_customer" ON "incident_persons" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_reports_sequence" ON "incident_reports" USING btree ("incident_id","authority","sequence");--> statement-breakpoint
CREATE INDEX "incident_selections_incident" ON "incident_selections" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "incident_selections_list" ON "incident_selections" USING btree ("programme_id","at");--> statement-breakpoint
CREATE INDEX "incident_sightings_incident" ON "incident_sightings" USING btree ("incident_id","received_at");--> statement-breakpoint
CREATE INDEX "incident_sightings_customer" ON "incident_sightings" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_number" ON "incidents" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "incidents_list" ON "incidents" USING btree ("programme_id","discovered_at","id");--> statement-breakpoint
CREATE INDEX "incidents_state_list" ON "incidents" USING btree ("programme_id","state","discovered_at","id");--> statement-breakpoint
CREATE INDEX "package_downloads_package" ON "package_downloads" USING btree ("package_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "subject_packages_number" ON "subject_packages" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "subject_packages_list" ON "subject_packages" USING btree ("programme_id","asked_at","id");--> statement-breakpoint
CREATE INDEX "subject_packages_customer" ON "subject_packages" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "subject_packages_request" ON "subject_packages" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "subject_packages_open" ON "subject_packages" USING btree ("state","open_until") WHERE "subject_packages"."state" in ('building', 'ready');--> statement-breakpoint
CREATE INDEX "privacy_codes_of" ON "privacy_codes" USING btree ("request_id","sent_at");--> statement-breakpoint
CREATE INDEX "privacy_request_steps_of" ON "privacy_request_steps" USING btree ("request_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "privacy_requests_number" ON "privacy_requests" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "privacy_requests_status" ON "privacy_requests" USING btree ("status_hash") WHERE "privacy_requests"."status_hash" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "privacy_requests_one_proven" ON "privacy_requests" USING btree ("customer_id","type") WHERE "privacy_requests"."verified_at" is not null and "privacy_requests"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "privacy_requests_due" ON "privacy_requests" USING btree ("programme_id","due_at","id");--> statement-breakpoint
CREATE INDEX "privacy_requests_list" ON "privacy_requests" USING btree ("programme_id","received_at","id");--> statement-breakpoint
CREATE INDEX "privacy_requests_state_list" ON "privacy_requests" USING btree ("programme_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "privacy_requests_customer" ON "privacy_requests" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "privacy_requests_open" ON "privacy_requests" USING btree ("programme_id","due_at") WHERE "privacy_requests"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "decision_reviews_number" ON "decision_reviews" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_reviews_open" ON "decision_reviews" USING btree ("decision_kind","decision_id") WHERE "decision_reviews"."state" = 'open';--> statement-breakpoint
CREATE INDEX "decision_reviews_list" ON "decision_reviews" USING btree ("programme_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "decision_reviews_customer" ON "decision_reviews" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "impact_assessments_number" ON "impact_assessments" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "impact_assessments_about" ON "impact_assessments" USING btree ("programme_id","about_type","about_id");--> statement-breakpoint
CREATE INDEX "impact_assessments_list" ON "impact_assessments" USING btree ("programme_id","made_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "processing_records_number" ON "processing_records" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "processing_records_list" ON "processing_records" USING btree ("programme_id","recorded_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "restricted_subjects_live" ON "restricted_subjects" USING btree ("customer_id") WHERE "restricted_subjects"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "retention_certificates_number" ON "retention_certificates" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "retention_certificates_entry" ON "retention_certificates" USING btree ("entry_id","issued_at");--> statement-breakpoint
CREATE INDEX "retention_certificates_list" ON "retention_certificates" USING btree ("programme_id","issued_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "retention_entries_class" ON "retention_entries" USING btree ("customer_id","retention_class");--> statement-breakpoint
CREATE INDEX "retention_entries_due" ON "retention_entries" USING btree ("programme_id","look_on","id") WHERE "retention_entries"."state" <> 'erased';--> statement-breakpoint
CREATE INDEX "retention_entries_list" ON "retention_entries" USING btree ("programme_id","due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "retention_keepings_page" ON "retention_keepings" USING btree ("keeping_id","table_name","page");--> statement-breakpoint
CREATE INDEX "retention_keepings_due" ON "retention_keepings" USING btree ("programme_id","look_on");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_demands_number" ON "sharing_demands" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "sharing_demands_list" ON "sharing_demands" USING btree ("programme_id","registered_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_disclosures_reference" ON "sharing_disclosures" USING btree ("partner_id","reference");--> statement-breakpoint
CREATE INDEX "sharing_disclosures_customer" ON "sharing_disclosures" USING btree ("customer_id","partner_id");--> statement-breakpoint
CREATE INDEX "sharing_disclosures_list" ON "sharing_disclosures" USING btree ("programme_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_notices_number" ON "sharing_notices" USING btree ("programme_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_notices_one" ON "sharing_notices" USING btree ("partner_id","kind","subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "sharing_notices_due" ON "sharing_notices" USING btree ("next_at") WHERE "sharing_notices"."state" <> 'confirmed' and "sharing_notices"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "sharing_notices_late" ON "sharing_notices" USING btree ("due_at") WHERE "sharing_notices"."state" <> 'confirmed' and "sharing_notices"."overdue_at" is null;--> statement-breakpoint
CREATE INDEX "sharing_notices_list" ON "sharing_notices" USING btree ("programme_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "sharing_notices_customer" ON "sharing_notices" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_partners_number" ON "sharing_partners" USING btree ("programme_id","number");--> statement-breakpoint
CREATE INDEX "sharing_partners_list" ON "sharing_partners" USING btree ("programme_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "sharing_partners_contract" ON "sharing_partners" USING btree ("contract_to") WHERE "sharing_partners"."state" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_stops_one" ON "sharing_stops" USING btree ("customer_id","partner_id") WHERE "sharing_stops"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "sharing_stops_partner" ON "sharing_stops" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "bound_cards_of_customer" ON "bound_cards" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "approvals_of_customer" ON "approvals" USING btree ("customer_id") WHERE "approvals"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "core_differences_of_customer" ON "core_differences" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "measures_of_customer" ON "measures" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "electronic_orders_of_customer" ON "electronic_orders" USING btree ("customer_id") WHERE "electronic_orders"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "kyc_decisions_of_customer" ON "kyc_decisions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "kyc_documents_of_customer" ON "kyc_documents" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "endpoints_of_customer" ON "endpoints" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "import_identities_transfer" ON "import_identities" USING btree ("transfer_id");--> statement-breakpoint
CREATE INDEX "limit_adjustments_of_customer" ON "limit_adjustments" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "reverification_reasons_of_customer" ON "reverification_reasons" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "screening_hits_of_customer" ON "screening_hits" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "work_bulk_items_item" ON "work_bulk_items" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "work_items_of_customer" ON "work_items" USING btree ("customer_id") WHERE "work_items"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "work_promises_of_customer" ON "work_promises" USING btree ("customer_id") WHERE "work_promises"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at") WHERE "idempotency_keys"."request_hash" <> ''::bytea;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_amount" CHECK ("orders"."scope" is distinct from 'amount' or "orders"."amount_minor" >= 0);