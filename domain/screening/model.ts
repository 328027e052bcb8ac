import type { CustomerId, Id } from "../shared/ids";
import type { Instant } from "../shared/time";

export type ListId = Id<"screening-list">;
export type EntryId = Id<"screening-entry">;
export type HitId = Id<"screening-hit">;

/**
 * Who issues a list. Lists of this country and of the Security Council act by themselves; a foreign one only tells, for
 * people to judge.
 */
export const ISSUERS = ["cn", "un", "foreign"] as const;
export type Issuer = (typeof ISSUERS)[number];

/** The lists the house knows how to take in. A later one is a line here and a provider that reads its file. */
export const LIST_SOURCES = { "un-consolidated": { issuer: "un" } } as const satisfies Record<
  string,
  { readonly issuer: Issuer }
>;
export type ListSource = keyof typeof LIST_SOURCES;
export const LIST_SOURCE_NAMES = Object.keys(LIST_SOURCES) as [ListSource, ...ListSource[]];

export const ENTRY_KINDS = ["person", "entity"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One listed person or entity as its list says it. */
export type ListedEntry = {
  /** The list's own stable id. */
  readonly externalId: string;
  readonly kind: EntryKind;
  /** The list's reference, for people. */
  readonly reference: string;
  readonly name: string;
  /** Every name it goes by, the first one included, in whatever script. */
  readonly names: readonly string[];
  readonly numbers: readonly string[];
  /** Years or dates of birth as text, and nationalities: what a person judges a hit by. */
  readonly births: readonly string[];
  readonly nationalities: readonly string[];
  readonly listedOn: string | null;
};

/** A file taken apart. `asOf`: when its issuer made it. */
export type ParsedList = { readonly asOf: Instant; readonly entries: readonly ListedEntry[] };

/** What is compared of an entry, in the form it is compared in. `hash` changes with anything of the entry. */
export type EntryKeys = { readonly names: readonly string[]; readonly numbers: readonly string[] };

export const MATCHED_ON = ["name", "number"] as const;
export type MatchedOn = (typeof MATCHED_ON)[number];

/**
 * Where a hit stands. `dismissing`: somebody says it is another person, and a second one has yet to agree; the account
 * stays stopped.
 */
export const HIT_STATES = ["open", "dismissing", "confirmed", "dismissed"] as const;
export type HitState = (typeof HIT_STATES)[number];

/** A customer who carries the name or number of somebody listed. */
export type Hit = {
  readonly id: HitId;
  readonly customerId: CustomerId;
  readonly state: HitState;
};

/** Whom to look for. `documents` are numbers of papers. */
export type Party = { readonly names: readonly string[]; readonly documents: readonly string[] };

export const RUN_STATES = ["running", "done", "stopped"] as const;
export type RunState = (typeof RUN_STATES)[number];
