import {
  consentAnswer,
  consentPost,
  consentsAnswer,
  consentsQuery,
  disclosureAnswer,
  disclosurePost,
  suppressionsPage,
  suppressionsQuery,
  withdrawalAnswer,
  withdrawalPost,
} from "@/domain/connections/consents-api";
import { customerConsentsQuery, recordConsent, suppressionsList, withdrawConsent } from "@/server/consents/public";
import { ask } from "@/server/kernel/query";
import { recordDisclosure } from "@/server/sharing/public";
import { pageFor } from "./page-for";
import { commanded, type Route, route } from "./route";

const getConsents = route({
  method: "GET",
  path: "/consents",
  operationId: "getConsents",
  tag: "consents",
  summary:
    "Where a customer stands with every purpose, which words he may agree to, and from when he may be asked again",
  scope: "consents.read",
  query: consentsQuery,
  answer: consentsAnswer,
  async run({ runtime, principal, requestId, query }) {
    const { purposes, versions } = await ask(runtime, customerConsentsQuery, { principal, input: query, requestId });
    const items = purposes.map(({ purpose, need, covered, change, at, askFrom }) => ({
      purpose,
      need,
      covered,
      said: change,
      at,
      askFrom,
    }));
    return { body: { items, versions } };
  },
});

const postConsent = route({
  method: "POST",
  path: "/consents",
  operationId: "recordConsent",
  tag: "consents",
  summary: "Enters a customer's yes or no to purposes, on the words of the version in force",
  scope: "consents.write",
  body: consentPost,
  answer: consentAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, recordConsent, { ...call.body, evidenceId: null });
    return { status: 201, body: { ...result, purposes: [...result.purposes] } };
  },
});

const postWithdrawal = route({
  method: "POST",
  path: "/consent-withdrawals",
  operationId: "withdrawConsent",
  tag: "consents",
  summary: "Takes back what a customer agreed to; it holds when this answers",
  scope: "consents.write",
  body: withdrawalPost,
  answer: withdrawalAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, withdrawConsent, call.body);
    return { status: 201, body: { ...result, withdrawn: [...result.withdrawn] } };
  },
});

const listSuppressions = route({
  method: "GET",
  path: "/suppressions",
  operationId: "listSuppressions",
  tag: "consents",
  summary:
    "Customers who said no to marketing by a channel: left out of every campaign. Whoever is not listed has not agreed for that",
  scope: "suppressions.read",
  query: suppressionsQuery,
  answer: suppressionsPage,
  run: (call) => {
    const { channel } = call.query;
    const filters = channel ? { channel: [channel] } : {};
    return pageFor(call, suppressionsList, "suppressions", filters, (row) => row);
  },
});

const postDisclosure = route({
  method: "POST",
  path: "/disclosures",
  operationId: "recordDisclosure",
  tag: "consents",
  summary:
    "Asks whether data of a customer may go to a partner, and keeps that they did. A refusal means that they may not",
  scope: "disclosures.write",
  body: disclosurePost,
  answer: disclosureAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, recordDisclosure, call.body);
    return { status: result.created ? 201 : 200, body: result };
  },
});

/** Doors by which a connected app keeps consents, and other systems say what they give to whom. */
export const CONSENT_ROUTES: readonly Route[] = [
  getConsents,
  postConsent,
  postWithdrawal,
  listSuppressions,
  postDisclosure,
];
