/** What a key may be allowed, one by one. Each is a set of permissions in domain/permissions.ts. */
export const API_SCOPES = [
  "customers.read",
  "customers.write",
  "customers.clear",
  "accounts.read",
  "accounts.write",
  "transactions.read",
  "transactions.write",
  "submissions.read",
  "submissions.write",
  "letters.read",
  "losses.write",
  "objections.write",
  "privacy.write",
  "consents.read",
  "consents.write",
  "suppressions.read",
  "disclosures.write",
  "confirmations.write",
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** The scopes among these words that exist; anything else a stored row may hold gives nothing. */
export function knownScopes(words: unknown): readonly ApiScope[] {
  return Array.isArray(words) ? API_SCOPES.filter((scope) => words.includes(scope)) : [];
}
