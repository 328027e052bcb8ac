import { FIELD_NAMES } from "@/domain/kyc/fields";
import type { Declared, Reading } from "@/domain/kyc/model";
import type { DeclaredOwner } from "@/domain/kyc/owners";
import { canonicalJson } from "@/domain/shared/canonical-json";
import type { Scope } from "@/server/kernel/scope";
import type { Subject } from "@/server/kernel/vault";
import type { StoredDocument } from "./document-store";

/** Under whose key a submission's personal data lies. */
export const submissionOwner = (customerId: string): Subject => ({
  type: "customer",
  id: customerId,
  retentionClass: "identity",
});
const declaredPlace = (rowId: string) => ({ table: "kyc_submissions", column: "payload_sealed", rowId }) as const;
const readingPlace = (rowId: string) => ({ table: "kyc_documents", column: "reading_sealed", rowId }) as const;

/** Seals what was declared; with it the owners of an enterprise, null where none are declared. */
export function sealDeclared(
  { vault }: Pick<Scope, "vault">,
  submission: { readonly id: string; readonly customerId: string },
  declared: Declared,
  owners: readonly DeclaredOwner[] | null,
) {
  const all = owners === null ? declared : { ...declared, owners };
  return vault.seal(submissionOwner(submission.customerId), declaredPlace(submission.id), canonicalJson(all));
}

/** The owners that were declared, in clear; null where none were, and once their key was destroyed. */
export async function openOwners(
  { vault }: Pick<Scope, "vault">,
  submission: { readonly id: string; readonly declaredSealed: Buffer },
): Promise<readonly DeclaredOwner[] | null> {
  const plain = await vault.open(declaredPlace(submission.id), submission.declaredSealed);
  return plain === null ? null : ((JSON.parse(plain) as { owners?: DeclaredOwner[] }).owners ?? null);
}

/** What was declared, in clear; nothing once its key was destroyed. */
export async function openDeclared(
  { vault }: Pick<Scope, "vault">,
  submission: { readonly id: string; readonly declaredSealed: Buffer },
): Promise<Declared> {
  const plain = await vault.open(declaredPlace(submission.id), submission.declaredSealed);
  if (plain === null) return {};
  const all = JSON.parse(plain) as Declared;
  return Object.fromEntries(FIELD_NAMES.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

/** Seals what was read from a document. */
export function sealReadings(
  { vault }: Pick<Scope, "vault">,
  document: Pick<StoredDocument, "id" | "customerId">,
  readings: readonly Reading[],
): Promise<Buffer> {
  return vault.seal(submissionOwner(document.customerId), readingPlace(document.id), JSON.stringify(readings));
}

/** What was read from documents, in clear, opened in one round trip. */
export async function openReadings(
  { vault }: Pick<Scope, "vault">,
  documents: readonly Pick<StoredDocument, "id" | "readingSealed">[],
): Promise<Reading[]> {
  const opened = await vault.openAll(
    documents.map(({ id, readingSealed }) => ({ place: readingPlace(id), sealed: readingSealed })),
  );
  return opened.flatMap((plain) => (plain === null ? [] : (JSON.parse(plain) as Reading[])));
}
