/**
 * The table of contents. A capability's name is the same in domain/, server/, db/schema/, app/(console)/, messages/
 * and e2e/. Rings, inner to outer: a capability may use its own ring's or an inner ring's public parts, never an
 * outer one's.
 */
export const RINGS = ["foundation", "records", "work"] as const;
export type Ring = (typeof RINGS)[number];

export const CAPABILITIES = {
  identity: { ring: "foundation" },
  audit: { ring: "foundation" },
  rulebook: { ring: "foundation" },
  approvals: { ring: "foundation" },
  clocks: { ring: "foundation" },
  // Whose an item is stands on every queue: customers are of the innermost ring, beneath the worklist.
  customers: { ring: "foundation" },
  worklist: { ring: "foundation" },
  evidence: { ring: "foundation" },
  notifications: { ring: "foundation" },
  letters: { ring: "foundation" },
  people: { ring: "foundation" },
  duty: { ring: "foundation" },
  accounts: { ring: "records" },
  ledger: { ring: "records" },
  ingestion: { ring: "records" },
  controls: { ring: "work" },
  limits: { ring: "work" },
  reports: { ring: "work" },
  screening: { ring: "work" },
  losses: { ring: "work" },
  kyc: { ring: "work" },
  reverification: { ring: "work" },
  orders: { ring: "work" },
  objections: { ring: "work" },
  closures: { ring: "work" },
  privacy: { ring: "work" },
  incidents: { ring: "work" },
  retention: { ring: "work" },
  packages: { ring: "work" },
  corrections: { ring: "work" },
  consents: { ring: "work" },
  sharing: { ring: "work" },
  processing: { ring: "work" },
  overview: { ring: "work" },
  connections: { ring: "work" },
  completeness: { ring: "work" },
  operations: { ring: "work" },
} as const satisfies Record<string, { ring: Ring }>;

export type Capability = keyof typeof CAPABILITIES;
