import type { Party } from "@/domain/ingestion/model";
import type { LocalDate } from "@/domain/shared/time";

/** Who a reference of the file is in the house: packed ids. `accountId` is empty for an outside party. */
export type Known = { readonly id: string; readonly accountId: string };

/** A party the rows of a chunk name, with the first date and currency seen. */
export type Wanted = { readonly party: Party; readonly on: LocalDate; readonly currency: string };

type OutsideKind = "person" | "merchant" | "institution";

/** What is known of parties, by what they are: a customer and an outside party of the same reference are two. */
export class Parties<T> {
  private readonly customers = new Map<string, T>();
  private readonly outside = {
    person: new Map<string, T>(),
    merchant: new Map<string, T>(),
    institution: new Map<string, T>(),
  } satisfies Record<OutsideKind, Map<string, T>>;

  /** `limit`: of each sort at most so many; the oldest are forgotten first. */
  constructor(private readonly limit = Number.POSITIVE_INFINITY) {}

  get(party: Party): T | undefined {
    return this.among(party).get(party.ref);
  }

  set(party: Party, value: T): void {
    const among = this.among(party);
    // A reference cut out of a file's text would keep that whole stretch of text alive.
    among.set(Buffer.from(party.ref, "utf8").toString("utf8"), value);
    if (among.size <= this.limit) return;
    const oldest = among.keys().next();
    if (!oldest.done) among.delete(oldest.value);
  }

  private among(party: Party): Map<string, T> {
    return party.customer ? this.customers : this.outside[outsideKind(party)];
  }
}

/** What an outside party counts as. */
export function outsideKind(party: Party): OutsideKind {
  return party.kind === "enterprise" ? "institution" : party.kind;
}

/** A party looked for, with the index of its reference. */
export type Sought = Wanted & { readonly blind: Buffer };
