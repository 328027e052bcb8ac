import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { normalisePhone } from "@/domain/customers/normalise";
import type { PublicState, RequestState } from "@/domain/privacy/model";
import { REQUEST_TYPES, REQUESTER_KINDS } from "@/domain/privacy/model";
import { FORM_RATES } from "@/domain/privacy/policy";
import { askedDetails } from "@/domain/privacy/schema";
import { addressName, takeFrom } from "@/server/kernel/buckets";
import { execute } from "@/server/kernel/command";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import type { Runtime } from "@/server/kernel/runtime";
import { receiveRequest } from "./commands/receive-request";
import { recordFormAnswer } from "./commands/record-form-answer";

/** A call of the public form. */
export type FormCall = { readonly address: string | null; readonly requestId: string };
/** What is said back: a status and a body, the same for whoever the house knows and does not know. */
export type FormAnswer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryAfter?: number;
};

const shortText = (most: number) => z.string().trim().min(1).max(most);
const submitted = z.strictObject({
  kind: z.literal("submit"),
  programme: z.string().min(1).max(20),
  type: z.enum(REQUEST_TYPES),
  requester: z.enum(REQUESTER_KINDS),
  name: shortText(100),
  phone: z.string().trim().min(5).max(40),
  person: z
    .strictObject({ name: shortText(100), contact: shortText(200) })
    .nullable()
    .default(null),
  words: shortText(2000),
  asked: askedDetails.default({}),
});
const answered = z.strictObject({
  kind: z.literal("answer"),
  code: z.string().max(64),
  answer: z.string().regex(/^\d{6}$/),
});
/** What the form posts: a request, or the digits that came to the registered telephone. */
export const formBody = z.discriminatedUnion("kind", [submitted, answered]);
export type FormSubmission = z.input<typeof submitted>;

const CODE = /^[A-Za-z0-9_-]{22}$/;

/** The code of a request as it is kept: only who was shown it can say it. */
const hashOf = (keyRing: KeyRing, code: string): Buffer =>
  createHmac("sha256", keyRing.purposeKey("privacy-status")).update(code).digest();

/** A telephone as its bucket is named: whether the house knows it plays no part. */
const phoneName = (keyRing: KeyRing, phone: string): string =>
  `form-phone:${addressName(keyRing, `tel:${normalisePhone(phone) ?? phone.trim()}`)}`;

const invalid: FormAnswer = { status: 400, body: { problem: "invalid" } };
const unknown: FormAnswer = { status: 404, body: { problem: "unknown" } };

/** Takes from the form's buckets; what to say where somebody asks too often, undefined where he may go on. */
async function tooOften(
  { pool, keyRing }: Runtime,
  { address }: FormCall,
  what: { readonly phone: string | null } | "look",
): Promise<FormAnswer | undefined> {
  // Where no proxy says the address, everybody would share one bucket: then only that of all counts.
  const own = (name: string) => `${name}:${addressName(keyRing, address)}`;
  const everybody = { name: "form-all", cost: 1, ...FORM_RATES.all };
  const takes =
    what !== "look"
      ? [
          ...(address === null ? [] : [{ name: own("form-address"), cost: 1, ...FORM_RATES.address }]),
          ...(what.phone === null ? [] : [{ name: phoneName(keyRing, what.phone), cost: 1, ...FORM_RATES.phone }]),
          everybody,
        ]
      : [{ name: own("form-look"), cost: 1, ...(address === null ? FORM_RATES.all : FORM_RATES.look) }];
  const states = await takeFrom(pool, takes);
  const stopped = states.find(({ granted }) => !granted);
  return stopped && { status: 429, body: { problem: "rate" }, retryAfter: stopped.nextIn };
}

/** What the public may know: nothing moves for him before he has proven who he is. */
export function publicState(state: RequestState, proven: boolean): PublicState {
  if (!proven) return "received";
  return state === "answered" || state === "withdrawn" || state === "lapsed" ? "answered" : "working";
}

type Found = {
  readonly id: string;
  readonly programme_id: string;
  readonly state: RequestState;
  readonly proven: boolean;
};

async function find({ pool, keyRing }: Runtime, code: string): Promise<Found | undefined> {
  if (!CODE.test(code)) return undefined;
  const { rows } = await pool.query<Found>(
    "select id, programme_id, state, verified_at is not null as proven from privacy_requests where status_hash = $1",
    [hashOf(keyRing, code)],
  );
  return rows[0];
}

const asForm = (programmeId: string) => ({ kind: "system", name: "system:public-form", programmeId }) as const;

/**
 * Takes a request. The code by which its caller asks how it stands is shown once and kept hashed. Nobody is looked for
 * before the answer: it is the same, and takes as long, whether the house knows the person or not.
 */
async function submit(runtime: Runtime, call: FormCall, body: z.output<typeof submitted>): Promise<FormAnswer> {
  const { kind: _kind, programme, ...input } = body;
  const { rows } = await runtime.pool.query("select from programmes where id = $1", [programme]);
  if (rows.length === 0) return invalid;
  const code = randomBytes(16).toString("base64url");
  const statusHash = hashOf(runtime.keyRing, code).toString("hex");
  const outcome = await execute(runtime, receiveRequest, {
    principal: asForm(programme),
    input: { ...input, statusHash },
    key: statusHash,
    requestId: call.requestId,
  });
  return outcome.ok ? { status: 202, body: { code, state: "received" } } : invalid;
}

/** Takes the digits of a code; what is said back is how the request stands, as to anybody who asks. */
async function answer(runtime: Runtime, call: FormCall, body: z.output<typeof answered>): Promise<FormAnswer> {
  const found = await find(runtime, body.code);
  if (!found) return unknown;
  const input = { requestId: found.id, answer: body.answer };
  await execute(runtime, recordFormAnswer, {
    principal: asForm(found.programme_id),
    input,
    key: call.requestId,
    requestId: call.requestId,
  });
  const now = (await find(runtime, body.code)) ?? found;
  return { status: 200, body: { state: publicState(now.state, now.proven) } };
}

/** A post of the public form. */
export async function takeForm(runtime: Runtime, call: FormCall, posted: unknown): Promise<FormAnswer> {
  const body = formBody.safeParse(posted);
  const phone = body.success && body.data.kind === "submit" ? body.data.phone : null;
  const looks = body.success && body.data.kind === "answer";
  const stopped = await tooOften(runtime, call, looks ? "look" : { phone });
  if (stopped) return stopped;
  if (!body.success) return invalid;
  return body.data.kind === "submit" ? submit(runtime, call, body.data) : answer(runtime, call, body.data);
}

/** How a request stands, for who holds its code. */
export async function statusOf(runtime: Runtime, call: FormCall, code: string): Promise<FormAnswer> {
  const stopped = await tooOften(runtime, call, "look");
  if (stopped) return stopped;
  const found = await find(runtime, code);
  return found ? { status: 200, body: { state: publicState(found.state, found.proven) } } : unknown;
}
