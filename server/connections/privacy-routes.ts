import { idParams } from "@/domain/connections/api";
import { privacyRequestAnswer, privacyRequestPost, privacyRequestStatus } from "@/domain/connections/privacy-api";
import { ask } from "@/server/kernel/query";
import { registerAssertion, requestStatusQuery } from "@/server/privacy/public";
import { commanded, type Route, route } from "./route";

const postRequest = route({
  method: "POST",
  path: "/privacy-requests",
  operationId: "assertPrivacyRequest",
  tag: "privacy",
  summary: "Enters what a signed-in customer asks about his data; the app vouches that it is he",
  scope: "privacy.write",
  body: privacyRequestPost,
  answer: privacyRequestAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, registerAssertion, call.body);
    return { status: 201, body: result };
  },
});

const getRequest = route({
  method: "GET",
  path: "/privacy-requests/{id}",
  operationId: "getPrivacyRequest",
  tag: "privacy",
  summary: "How a request about data stands",
  scope: "privacy.write",
  params: idParams,
  answer: privacyRequestStatus,
  async run({ runtime, principal, requestId, params }) {
    return { body: await ask(runtime, requestStatusQuery, { principal, input: params, requestId }) };
  },
});

/** Doors by which a connected app enters requests about data. */
export const PRIVACY_ROUTES: readonly Route[] = [postRequest, getRequest];
