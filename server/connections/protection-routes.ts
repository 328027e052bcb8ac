import {
  contestableAnswer,
  contestableQueryInput,
  lossReportAnswer,
  lossReportPost,
  objectionAnswer,
  objectionPost,
} from "@/domain/connections/protection-api";
import { NEUTRAL_REASON } from "@/domain/objections/decisions";
import { ask } from "@/server/kernel/query";
import { reportLoss } from "@/server/losses/public";
import { contestableQuery, registerObjection } from "@/server/objections/public";
import { commanded, type Route, route } from "./route";

const postLossReport = route({
  method: "POST",
  path: "/loss-reports",
  operationId: "reportLoss",
  tag: "losses",
  summary: "Takes a customer's notice of a loss and protects his accounts at once; a second one joins the open report",
  scope: "losses.write",
  body: lossReportPost,
  answer: lossReportAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, reportLoss, { ...call.body, channel: "online" });
    return { status: 201, body: result };
  },
});

const listContestable = route({
  method: "GET",
  path: "/contestable-measures",
  operationId: "listContestableMeasures",
  tag: "objections",
  summary: "What a customer may object to. What he may not be told of is not in it",
  scope: "objections.write",
  query: contestableQueryInput,
  answer: contestableAnswer,
  async run({ runtime, principal, requestId, query }) {
    const { rows } = await ask(runtime, contestableQuery, { principal, input: query, requestId });
    const told = rows.filter(({ reasonCode, source }) => reasonCode !== NEUTRAL_REASON && source !== "customer");
    const items = told.map(({ id, number, account, scope, givenAt, openObjection }) => ({
      id,
      number,
      accountId: account.id,
      scope,
      givenAt,
      objection: openObjection?.number ?? null,
    }));
    return { body: { items } };
  },
});

const postObjection = route({
  method: "POST",
  path: "/objections",
  operationId: "registerObjection",
  tag: "objections",
  summary: "Enters a customer's objection to a measure; its days count from when it reached the app",
  scope: "objections.write",
  body: objectionPost,
  answer: objectionAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, registerObjection, { ...call.body, channel: "online" });
    return { status: 201, body: result };
  },
});

/** Doors by which a connected app protects a customer and hears his objections. */
export const PROTECTION_ROUTES: readonly Route[] = [postLossReport, listContestable, postObjection];
