import { z } from "zod";
import { ID_TYPES } from "./model";
import { OWNER_KINDS } from "./owners";

/** The tree of owners that an enterprise declares, without names or numbers. */
export const declaredOwnership = z.object({
  stakes: z.array(
    z.object({
      id: z.string(),
      /** The enterprise above among the owners; null for the customer. */
      aboveId: z.string().nullable(),
      kind: z.enum(OWNER_KINDS),
      idType: z.enum(ID_TYPES),
      shareBp: z.number(),
    }),
  ),
  /** Natural persons by their part in the end, the largest first. `stakes` are those that name them. */
  owners: z.array(
    z.object({ stakes: z.array(z.string()), shareBp: z.number(), exact: z.boolean(), beneficial: z.boolean() }),
  ),
  /** Enterprises whose owners do not add up; null is the customer itself. */
  gaps: z.array(z.object({ aboveId: z.string().nullable(), missingBp: z.number() })),
  /** The part of the customer that no natural person is known for, in basis points. */
  unaccountedBp: z.number(),
  /** True where nobody reaches the line and the legal representative stands in as senior manager. */
  seniorManager: z.boolean(),
  rule: z.object({ ruleId: z.string(), version: z.number() }),
});
export type DeclaredOwnership = z.output<typeof declaredOwnership>;

/** Who a declared owner is, in clear: for who has the item. */
export const clearOwner = z.object({ id: z.string(), name: z.string(), idNumber: z.string() });
export type ClearOwner = z.output<typeof clearOwner>;
