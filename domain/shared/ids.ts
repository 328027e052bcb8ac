declare const brand: unique symbol;

/** A UUIDv7 in text, branded by what it names so that two kinds of id cannot be swapped. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type PersonId = Id<"person">;
export type CustomerId = Id<"customer">;
export type AccountId = Id<"account">;
export type MeasureId = Id<"measure">;
export type ApprovalId = Id<"approval">;
export type ProgrammeId = string & { readonly [brand]: "programme" };
export type LegalEntityId = string & { readonly [brand]: "legal-entity" };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a canonical lower-case UUID. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Brands text already proven to be an id: by the database, by the id generator or by `isUuid`. */
export function asId<Kind extends string>(text: string): Id<Kind> {
  return text as Id<Kind>;
}
