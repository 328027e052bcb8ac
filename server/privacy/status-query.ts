import { sql } from "drizzle-orm";
import { z } from "zod";
import { REQUEST_OUTCOMES, REQUEST_STATES, REQUEST_TYPES } from "@/domain/privacy/model";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import { findRequests } from "./store";

/** How a request stands, for the app that entered it: no word of what was asked or answered. */
export const requestStatusQuery = query({
  name: "privacy.status.detail",
  permission: "privacy.register",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: z.object({
    id: z.string(),
    number: z.string(),
    type: z.enum(REQUEST_TYPES),
    state: z.enum(REQUEST_STATES),
    outcome: z.enum(REQUEST_OUTCOMES).nullable(),
    receivedAt: z.string(),
    dueOn: z.string(),
    late: z.boolean(),
  }),
  async resolve(scope, { id }) {
    const [request] = await findRequests(scope, sql`id = ${id}::uuid and channel in ('in-app', 'api')`);
    const found = request ?? notFound();
    const { number, type, state, outcome, receivedAt, dueRaw, late } = found;
    return { id, number, type, state, outcome, receivedAt, dueOn: dueRaw, late: late || scope.now > found.dueAt };
  },
});
