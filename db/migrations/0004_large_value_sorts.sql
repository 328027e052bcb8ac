DROP INDEX "large_value_due";--> statement-breakpoint
CREATE INDEX "large_value_state_due" ON "large_value_candidates" USING btree ("programme_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "large_value_amount" ON "large_value_candidates" USING btree ("programme_id","cny_sum","id");--> statement-breakpoint
CREATE INDEX "large_value_due" ON "large_value_candidates" USING btree ("programme_id","due_at","id");