/** Why a call was turned away before it reached anything, with the status of each. */
export const REQUEST_STATUS = {
  "connections.request.body": 400,
  "connections.request.cursor": 400,
  "connections.request.key-missing": 400,
  "connections.request.unauthenticated": 401,
  "connections.request.forbidden": 403,
  "connections.request.not-found": 404,
  "connections.request.method": 405,
  "connections.request.replayed-clear": 409,
  "connections.request.length": 411,
  "connections.request.too-large": 413,
  "connections.request.content-type": 415,
  "connections.request.invalid": 422,
  "connections.request.rate": 429,
  "connections.request.failed": 500,
  "connections.request.unavailable": 503,
} as const;
export type RequestCode = keyof typeof REQUEST_STATUS;

/** Why a row of the transactions door was not taken. */
export const connectionsRowCodes = [
  "connections.row.malformed",
  "connections.row.unknown-field",
  "connections.row.amount-empty",
  "connections.row.amount-malformed",
  "connections.row.amount-negative",
  "connections.row.amount-too-large",
  "connections.row.amount-too-precise",
  "connections.row.amount-unknown-currency",
  "connections.row.time-range",
  "connections.row.same-party",
  "connections.row.customer-type",
] as const;

/** What an attempt to deliver may have met instead of an answer. */
export const DELIVERY_PROBLEMS = [
  "address",
  "private-address",
  "unresolved",
  "refused",
  "timeout",
  "tls",
  "redirect",
  "status",
  "broken",
] as const;
export type DeliveryProblem = (typeof DELIVERY_PROBLEMS)[number];

/** Every "no" of the machine doors. */
export const connectionsRefusals = [
  "connections.key.not-live",
  "connections.key.addresses",
  "connections.endpoint.url",
  "connections.endpoint.private-address",
  "connections.endpoint.too-many",
  "connections.endpoint.state",
  "connections.delivery.not-dead",
  "connections.customer.kind",
  "connections.account.customer-unknown",
  "connections.account.other-customer",
  "connections.account.currency",
  ...connectionsRowCodes,
  ...(Object.keys(REQUEST_STATUS) as RequestCode[]),
] as const;

/** Refusals that are about the state of things rather than about the request: 409. */
const CONFLICTS = [
  "kernel.key.reused",
  "connections.key.not-live",
  "connections.customer.kind",
  "connections.account.other-customer",
  "connections.account.currency",
  "kyc.submission.deciding",
  "kyc.submission.not-collecting",
  "kyc.document.stands",
  "kyc.request.closed",
  "losses.report.no-account",
  "objections.objection.measure-ended",
  "objections.objection.already-open",
] as const;

/** The HTTP status of a refusal. */
export function statusOf(code: string): number {
  if (Object.hasOwn(REQUEST_STATUS, code)) return REQUEST_STATUS[code as RequestCode];
  if (code === "kernel.permission.denied") return REQUEST_STATUS["connections.request.forbidden"];
  if (code === "kernel.key.missing") return REQUEST_STATUS["connections.request.key-missing"];
  const conflict = (CONFLICTS as readonly string[]).includes(code) || code.startsWith("controls.");
  return conflict ? 409 : 422;
}
