import type { Calendar } from "@/domain/clocks/calendar";
import type { Rules, RuleVersion } from "@/domain/rulebook/model";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";

/** A change of the book, as those who work by it see it. `before` and `after` are what holds on its first day. */
export type LawChange =
  | { readonly kind: "rule"; readonly changeId: string; readonly before: RuleVersion; readonly after: RuleVersion }
  | { readonly kind: "calendar"; readonly changeId: string; readonly year: number };

/** The book and the calendar as they would be. */
export type LawAfter = { readonly rules: Rules; readonly calendar: Calendar };

/** One thing that would be different. `before` and `after` are dates, amounts or codes, never personal data. */
export type Example = {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly number: string | null;
  readonly before: string;
  readonly after: string;
};

/** What would change in one field of work: how many were looked at, how many would differ, and some of them. */
export type Consequence = {
  readonly looked: number;
  readonly capped: boolean;
  readonly changed: number;
  readonly examples: readonly Example[];
};

/** A field of work that goes by the book: says what a change would do to it, and follows it afterwards. */
export type LawFollower = {
  /** Message code under `rulebook.consequence`. */
  readonly name: string;
  preview(scope: Scope, change: LawChange, after: LawAfter): Promise<Consequence | null>;
  /** The news that make it follow, sent with the change's own commit. */
  events(change: LawChange): readonly OutboxEvent[];
};

const followers = new Map<string, LawFollower>();

/** Enters a follower; one name once. */
export function registerLawFollower(follower: LawFollower): void {
  followers.set(follower.name, follower);
}

export function lawFollowers(): readonly LawFollower[] {
  return [...followers.values()];
}
