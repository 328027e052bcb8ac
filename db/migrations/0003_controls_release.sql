DROP INDEX "core_instructions_once";--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "release_note_sealed" "bytea";--> statement-breakpoint
CREATE UNIQUE INDEX "core_instructions_once" ON "core_instructions" USING btree ("measure_id","verb") WHERE "core_instructions"."state" <> 'rejected';