import { plain, SCOPE, type TableClass } from "../data-classes";

/** Tables of the machine doors. Secrets of keys are kept as hashes, those of endpoints under the ring. */
export const connectionsClassification: Readonly<Record<string, TableClass>> = {
  api_keys: plain({
    id: "id",
    scope: SCOPE,
    reference: "created_by revoked_by",
    code: "source scopes",
    fact: "name addresses",
    time: "previous_until expires_at created_at rotated_at revoked_at last_used_at",
    system: "secret_hash previous_hash version",
  }),
  // `name` is a hash where it stands for an address.
  api_buckets: plain({ system: "name tokens filled_at granted" }),
  webhook_endpoints: plain({
    id: "id",
    scope: SCOPE,
    reference: "created_by",
    code: "kinds state",
    fact: "name url",
    time: "previous_until failing_since created_at",
    system: "secret_cipher previous_cipher position version",
  }),
  // `payload` is what leaves the house: ids, codes and counts.
  webhook_deliveries: plain({
    id: "id",
    scope: SCOPE,
    reference: "endpoint_id event_id",
    code: "kind state last_problem",
    fact: "payload last_status",
    time: "next_at created_at ended_at",
    system: "attempts round",
  }),
  webhook_attempts: plain({
    id: "id",
    scope: SCOPE,
    reference: "delivery_id",
    code: "problem",
    fact: "status duration_ms response_head",
    time: "at",
  }),
};
