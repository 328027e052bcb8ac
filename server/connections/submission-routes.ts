import { idParams } from "@/domain/connections/api";
import {
  apiSubmission,
  channelsAnswer,
  channelsPost,
  documentAnswer,
  documentParams,
  requestsAnswer,
  requestsQuery,
  submissionAnswer,
  submissionPost,
} from "@/domain/connections/submission-api";
import type { RequestReason } from "@/domain/kyc/codes";
import { INTAKE_POLICY } from "@/domain/kyc/intake-policy";
import { env } from "@/env";
import en from "@/messages/en/kyc.json";
import zh from "@/messages/zh-CN/kyc.json";
import { receiveBytes } from "@/server/evidence/public";
import { AppError } from "@/server/kernel/errors";
import { ask } from "@/server/kernel/query";
import {
  announceDocument,
  receiveDocument,
  receiveSubmission,
  recordChannelResults,
  requestsStatusQuery,
  submissionStatusQuery,
} from "@/server/kyc/public";
import { stop } from "./problems";
import { commanded, type Route, route } from "./route";

/** A coded reason with what the customer is told, in both languages. */
const letterOf = (code: RequestReason) => ({ code, zh: zh.letters[code], en: en.letters[code] });

const postSubmission = route({
  method: "POST",
  path: "/submissions",
  operationId: "submitSubmission",
  tag: "submissions",
  summary: "Hands in who a customer says he is; pictures follow one by one",
  scope: "submissions.write",
  body: submissionPost,
  answer: submissionAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, receiveSubmission, call.body);
    const { id, number, customerId, purpose, state, receivedAt } = result;
    return { status: 201, body: { id, number, customerId, purpose, state, receivedAt } };
  },
});

const putDocument = route({
  method: "PUT",
  path: "/submissions/{id}/documents/{kind}",
  operationId: "sendDocument",
  tag: "submissions",
  summary: "Sends the picture of an announced kind; one that broke off is sent again from its start",
  scope: "submissions.write",
  params: documentParams,
  fileBytes: INTAKE_POLICY.pictureBytes,
  answer: documentAnswer,
  async run(call) {
    const { runtime, principal, params, file = [], bodyBytes } = call;
    const about = { submissionId: params.id, kind: params.kind };
    const { result } = await commanded(call, announceDocument, { ...about, bytes: bodyBytes });
    const received = await lay({
      runtime,
      principal,
      fileId: result.fileId,
      source: file as AsyncIterable<Uint8Array>,
    });
    const taken = await commanded(call, receiveDocument, {
      ...about,
      fileId: result.fileId,
      received: received ?? bodyBytes,
    });
    return { body: { kind: taken.result.kind, reading: taken.result.readState, submission: taken.result.state } };
  },
});

type Bytes = Omit<Parameters<typeof receiveBytes>[2], "dataDir"> & {
  runtime: Parameters<typeof receiveBytes>[0];
  principal: Parameters<typeof receiveBytes>[1];
};

/** Lays the bytes down; null where they came with an earlier call. Stops the call when they are more than announced. */
async function lay({ runtime, principal, fileId, source }: Bytes): Promise<number | null> {
  const dataDir = env().DATA_DIR;
  try {
    return await receiveBytes(runtime, principal, { fileId, source, dataDir });
  } catch (error) {
    if (error instanceof RangeError) return stop("connections.request.too-large");
    if (error instanceof AppError && error.category === "not-found") return null;
    if (brokeOff(error)) return stop("connections.request.body");
    throw error;
  }
}

/** Whether the caller hung up in the middle. */
function brokeOff(error: unknown): boolean {
  const { name, code } = error as { name?: unknown; code?: unknown };
  return name === "AbortError" || code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE";
}

const postChannels = route({
  method: "POST",
  path: "/submissions/{id}/channels",
  operationId: "recordChannels",
  tag: "submissions",
  summary: "Says what outside channels answered since; the checks run again",
  scope: "submissions.write",
  params: idParams,
  body: channelsPost,
  answer: channelsAnswer,
  async run(call) {
    const input = { submissionId: call.params.id, channels: call.body.channels };
    const { result } = await commanded(call, recordChannelResults, input);
    return { body: { id: result.id, state: result.state } };
  },
});

const getSubmission = route({
  method: "GET",
  path: "/submissions/{id}",
  operationId: "getSubmission",
  tag: "submissions",
  summary: "How a submission stands, and why where it was not accepted",
  scope: "submissions.read",
  params: idParams,
  answer: apiSubmission,
  async run({ runtime, principal, requestId, params }) {
    const found = await ask(runtime, submissionStatusQuery, { principal, input: params, requestId });
    return { body: { ...found, reasons: found.reasons.map(letterOf) } };
  },
});

const listRequests = route({
  method: "GET",
  path: "/requests",
  operationId: "listRequests",
  tag: "submissions",
  summary: "What the house asked of a customer, newest first",
  scope: "submissions.read",
  query: requestsQuery,
  answer: requestsAnswer,
  async run({ runtime, principal, requestId, query }) {
    const found = await ask(runtime, requestsStatusQuery, { principal, input: query, requestId });
    return { body: { items: found.items.map((one) => ({ ...one, reasons: one.reasons.map(letterOf) })) } };
  },
});

/** Doors about who customers are: submissions, their pictures and channels, and what was asked of customers. */
export const SUBMISSION_ROUTES: readonly Route[] = [
  postSubmission,
  getSubmission,
  putDocument,
  postChannels,
  listRequests,
];
