type Grants = Readonly<Record<string, readonly string[]>>;

/** What only the system or a machine's key may do: no person's click is the payment core, the worker or a door. */
const SYSTEM_ONLY = [
  "ingestion.process",
  "controls.instruct",
  "controls.confirm",
  "reports.large-value.recompute",
  "identity.sessions.start",
  "people.links.use",
  "people.expire",
  "operations.keys.rewrap",
  "operations.runs.record",
  "notifications.deliver",
  "letters.deliver",
  "letters.confirm",
  "connections.relay",
  "connections.customers.write",
  "connections.customers.clear",
  "connections.accounts.write",
  "connections.transactions.write",
  "connections.submissions.read",
  "connections.letters.read",
  "connections.submissions.write",
  "kyc.process",
  "controls.expire",
  "controls.compare",
  "closures.run",
  "packages.build",
  "packages.collect",
  "limits.run",
  "limits.decide",
  "losses.follow",
  "incidents.run",
  "privacy.receive",
  "privacy.run",
  "orders.receive",
  "orders.watch",
];
/** Answers by figures alone, of which no person makes one. */
const BY_FIGURES = ["limits.decide"];
/** What an administrator may touch: people, their roles, and proposals about them. Nothing of a customer. */
const ADMINISTRATORS = [
  "operations.",
  "connections.",
  "notifications.",
  "identity.",
  "rulebook.",
  "people.",
  "duty.",
  "approvals.",
  "completeness.",
];
/** Whoever audits changes nothing that is audited. */
const AUDITORS = /\.(read|reveal|export|self)$/;
/** Both sides of one decision in one hand. */
const APART: readonly (readonly [string, string])[] = [
  ["controls.request", "controls.approve"],
  ["people.roles.approve", "customers.read"],
];

/** Duties in the wrong hands, one line each. Takes what each role may do, and each system actor. */
export function misplacedDuties(roles: Grants, systems: Grants): string[] {
  const perRole = Object.entries(roles).flatMap(([role, permissions]) => [
    ...permissions.filter((name) => SYSTEM_ONLY.includes(name)).map((name) => `${role}: ${name} is for the system`),
    ...APART.filter((pair) => pair.every((name) => permissions.includes(name))).map(
      ([one, other]) => `${role}: ${one} together with ${other}`,
    ),
    ...permissions.filter((name, at) => permissions.indexOf(name) !== at).map((name) => `${role}: ${name} twice`),
  ]);
  const administrator = (roles.administrator ?? [])
    .filter((name) => !ADMINISTRATORS.some((prefix) => name.startsWith(prefix)))
    .map((name) => `administrator: ${name}`);
  const auditor = (roles.auditor ?? []).filter((name) => !AUDITORS.test(name)).map((name) => `auditor: ${name}`);
  const decisions = Object.entries(systems).flatMap(([actor, permissions]) =>
    permissions
      .filter((name) => /\.(approve|decide|grant)$/.test(name) && !BY_FIGURES.includes(name))
      .map((name) => `${actor}: ${name} is a person's`),
  );
  return [...perRole, ...administrator, ...auditor, ...decisions];
}

/** Permissions nobody holds, neither a role nor a system actor. */
export function unheld(permissions: readonly string[], ...grants: readonly Grants[]): string[] {
  const held = new Set(grants.flatMap((each) => Object.values(each).flat()));
  return permissions.filter((name) => !held.has(name));
}
