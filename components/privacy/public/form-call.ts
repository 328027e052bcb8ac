import type { FormSubmission } from "@/server/privacy/public-form";

const PLACE = "/api/privacy/requests";

/** What went wrong, as the words know it. */
export type FormProblem = "rate" | "invalid" | "unknown" | "too-large" | "unavailable";
const PROBLEMS: readonly FormProblem[] = ["rate", "invalid", "unknown", "too-large", "unavailable"];

export type FormState = "received" | "working" | "answered";
export type FormReply =
  | { readonly ok: true; readonly code: string | null; readonly state: FormState }
  | { readonly ok: false; readonly problem: FormProblem };

async function call(init: RequestInit): Promise<FormReply> {
  try {
    const answer = await fetch(PLACE, { cache: "no-store", ...init });
    const said = (await answer.json()) as { code?: string; state?: FormState; problem?: string };
    if (answer.ok && said.state) return { ok: true, code: said.code ?? null, state: said.state };
    return { ok: false, problem: PROBLEMS.find((one) => one === said.problem) ?? "unavailable" };
  } catch {
    return { ok: false, problem: "unavailable" };
  }
}

const post = (body: unknown) =>
  call({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** Sends a request; the code in the reply is shown once. */
export const sendRequest = (submission: FormSubmission): Promise<FormReply> => post(submission);
/** Asks how a request stands. The code travels in a header: addresses are kept in logs. */
export const askStatus = (code: string): Promise<FormReply> => call({ headers: { "x-request-code": code } });
/** Gives the digits that came to the registered telephone. */
export const giveDigits = (code: string, answer: string): Promise<FormReply> => post({ kind: "answer", code, answer });
