import { z } from "zod";
import { defineList } from "../shared/list";
import { WEBHOOK_KINDS } from "./events";
import { CONNECTIONS_POLICY } from "./policy";
import { API_SCOPES } from "./scopes";

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);

/** An address or a range of them, as text; whether it is one is decided where it is kept. */
const range = z
  .string()
  .max(64)
  .regex(/^[0-9a-fA-F.:]+(\/\d{1,3})?$/);

export const createKeyInput = z.strictObject({
  name,
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/),
  scopes: z.array(z.enum(API_SCOPES)).min(1).max(API_SCOPES.length),
  days: z.number().int().min(1).max(CONNECTIONS_POLICY.keyMaxDays),
  addresses: z.array(range).max(20),
});

export const createEndpointInput = z.strictObject({
  name,
  url: z.string().min(8).max(500),
  kinds: z.array(z.enum(WEBHOOK_KINDS)).min(1).max(WEBHOOK_KINDS.length),
});

export const ENDPOINT_STATES = ["active", "disabled", "suspended"] as const;
export const DELIVERY_STATES = ["pending", "delivered", "dead"] as const;

export const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  addresses: z.array(z.string()),
  state: z.enum(["live", "expired", "revoked"]),
  expiresAt: z.string(),
  createdAt: z.string(),
  createdBy: z.object({ zh: z.string(), en: z.string() }).nullable(),
  rotatedAt: z.string().nullable(),
  /** Until when the secret before the last rotation still opens; null when it no longer does. */
  previousUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type KeyRow = z.output<typeof keyRow>;

export const endpointRow = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  kinds: z.array(z.string()),
  state: z.enum(ENDPOINT_STATES),
  failingSince: z.string().nullable(),
  previousUntil: z.string().nullable(),
  createdAt: z.string(),
  delivered: z.number(),
  pending: z.number(),
  dead: z.number(),
});
export type EndpointRow = z.output<typeof endpointRow>;

export const DELIVERIES_LIST = defineList({
  name: "connections.deliveries",
  filters: {
    endpoint: { type: "id" },
    state: { type: "enum", values: DELIVERY_STATES },
    kind: { type: "enum", values: [...WEBHOOK_KINDS, "ping"] },
  },
  sorts: ["createdAt"],
  defaultSort: "createdAt",
  defaultOrder: "desc",
});

export const deliveryRow = z.object({
  id: z.string(),
  eventId: z.string(),
  endpoint: z.object({ id: z.string(), name: z.string() }),
  kind: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number(),
  nextAt: z.string().nullable(),
  lastStatus: z.number().nullable(),
  lastProblem: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});

export type DeliveryRow = z.output<typeof deliveryRow>;

export const deliveryDetail = deliveryRow.extend({
  payload: z.string(),
  log: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      status: z.number().nullable(),
      problem: z.string().nullable(),
      durationMs: z.number(),
      responseHead: z.string().nullable(),
    }),
  ),
});
