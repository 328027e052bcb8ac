import { type CorrectionField, isIdentityField } from "@/domain/corrections/model";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { shanghaiDate } from "@/domain/shared/time";
import { both, type SystemEffect } from "@/server/controls/public";
import { type CorrectedRecord, correctRecord } from "@/server/customers/public";
import { filesOfCustomer } from "@/server/evidence/public";
import type { Scope } from "@/server/kernel/scope";
import { addTrigger } from "@/server/reverification/public";
import { tellRecipients } from "@/server/sharing/public";
import { tellSettled } from "./listeners";
import { CORRECTION, endCorrection, openItems, type StoredCorrection } from "./store";

const COLUMN = {
  name: "name",
  phone: "phone",
  address: "address",
  "external-ref": "externalRef",
  occupation: "occupation",
  nationality: "nationality",
} as const satisfies Partial<Record<CorrectionField, keyof CorrectedRecord>>;
const PAPER = {
  "document-number": "number",
  "document-valid-from": "validFrom",
  "document-valid-to": "validTo",
} as const;

type Item = { readonly field: CorrectionField; readonly documentId: string | null; readonly after: string | null };

function recordOf(items: readonly Item[]): CorrectedRecord {
  const fields: Record<string, string> = {};
  const paper: Record<string, string> = {};
  let documentId: string | null = null;
  for (const { field, after, documentId: of } of items) {
    if (after === null) throw new Error("a correction whose value cannot be opened");
    if (field in PAPER) {
      paper[PAPER[field as keyof typeof PAPER]] = after;
      documentId = of;
    } else fields[COLUMN[field as keyof typeof COLUMN]] = after;
  }
  return { ...fields, ...(documentId ? { document: { ...paper, id: documentId } } : {}) };
}

/**
 * Puts the record right as a correction says, tells those the data went to, and asks for the customer to be known again
 * where a field of his identity changed. The caller holds the correction and the record locked and has decided that it may.
 */
export async function carryOut(
  scope: Scope,
  correction: StoredCorrection,
  basis: readonly RuleRef[],
): Promise<SystemEffect> {
  const { id, number, customerId, requestId, evidenceIds } = correction;
  const items = await openItems(scope, id);
  await correctRecord(scope, customerId, recordOf(items));
  await filesOfCustomer(scope, customerId, evidenceIds, { mark: true });
  await endCorrection(scope, id, { state: "done" });
  const fields = items.map(({ field }) => field);
  const identity = fields.filter(isIdentityField);
  const subject = { type: CORRECTION, id };
  let effect: SystemEffect = await tellRecipients(scope, { customerId, kind: "correct", subject });
  let review: string | null = null;
  if (identity.length > 0) {
    const key = `${CORRECTION}-${id}`;
    const added = await addTrigger(scope, { customerId, kind: "data-change", key, on: shanghaiDate(scope.now) });
    review = added.review?.number ?? null;
    effect = both(effect, { audit: [], events: added.events });
  }
  effect = both(effect, await tellSettled(scope, { correctionId: id, requestId, outcome: "done" }));
  const data = { number, customerId, requestId, fields: fields.join(","), identity: identity.length > 0, review };
  return both({ audit: [{ kind: "corrections.correction.apply", subject, basis, data }], events: [] }, effect);
}
