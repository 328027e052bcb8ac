import { clear, plain, SCOPE, staff, type TableClass } from "../data-classes";

const OWN = clear("shown to its owner, to tell sessions apart");
const NETWORK = staff("network signed in from, coarse", OWN);
const BROWSER = staff("kind of browser", OWN);

/** Tables of signing in beside people, roles and sessions. Secrets are kept as hashes; of a passkey the public half. */
export const IDENTITY_CLASSES: Readonly<Record<string, TableClass>> = {
  recovery_codes: {
    ...plain({ id: "id", reference: "person_id", time: "created_at used_at replaced_at" }),
    code_hash: staff("recovery code", { kind: "one-way" }, "C3"),
  },
  passkeys: plain({
    id: "id",
    reference: "person_id credential_id",
    fact: "name transports",
    time: "created_at last_used_at removed_at",
    system: "public_key counter backed_up",
  }),
  passkey_challenges: plain({
    id: "id",
    reference: "person_id session_id",
    code: "purpose",
    time: "expires_at",
    system: "challenge",
  }),
  known_devices: {
    ...plain({
      id: "id",
      reference: "person_id",
      time: "created_at last_seen_at trusted_until forgotten_at",
      system: "secret_hash",
    }),
    device: BROWSER,
  },
  // Keys are hashes of addresses and e-mails under the ring.
  sign_in_budgets: plain({ system: "key_hash failures", time: "last_failure_at blocked_until" }),
  sign_ins: {
    ...plain({ id: "id", reference: "person_id session_id", code: "method outcome known", time: "at" }),
    device: BROWSER,
    network: NETWORK,
  },
  role_networks: plain({
    id: "id",
    scope: SCOPE,
    reference: "set_by",
    code: "role",
    fact: "networks",
    time: "set_at ended_at",
  }),
};
