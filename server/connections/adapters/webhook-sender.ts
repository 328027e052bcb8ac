import { lookup } from "node:dns/promises";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { DeliveryProblem } from "@/domain/connections/codes";
import { readEndpointUrl } from "@/domain/connections/endpoint-url";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { isPublicAddress } from "@/domain/shared/addresses";

/** How one attempt went. `problem` is null for an answer of the 200s, and only then was it delivered. */
export type Attempt = {
  readonly status: number | null;
  readonly problem: DeliveryProblem | null;
  readonly durationMs: number;
  readonly responseHead: string | null;
};

export type Outgoing = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Asks a name server; replaced in tests. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const resolveHost: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

type Met = { readonly status: number | null; readonly problem: DeliveryProblem | null; readonly head: string | null };
const met = (problem: DeliveryProblem): Met => ({ status: null, problem, head: null });

/**
 * Posts one message. The name is resolved here, once, every address of it must be on the open internet (unless the house
 * allows private ones), and the connection goes to that very address: what a name server says later changes nothing. No
 * redirect is followed; what is kept of an answer is its status and the beginning of its text.
 */
export async function sendWebhook(
  outgoing: Outgoing,
  options: { readonly allowPrivate: boolean; readonly resolve?: Resolve; readonly answerMs?: number },
): Promise<Attempt> {
  const started = performance.now();
  const { status, problem, head } = await attempt(outgoing, options);
  return { status, problem, durationMs: Math.round(performance.now() - started), responseHead: head };
}

async function attempt(
  { url: text, headers, body }: Outgoing,
  options: { readonly allowPrivate: boolean; readonly resolve?: Resolve; readonly answerMs?: number },
): Promise<Met> {
  const url = readEndpointUrl(text, options);
  if (!url) return met("address");
  const deadline = AbortSignal.timeout(options.answerMs ?? CONNECTIONS_POLICY.answerMs);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  let addresses: readonly string[];
  try {
    addresses = isIP(host) ? [host] : await before(deadline, (options.resolve ?? resolveHost)(host));
  } catch {
    return met(deadline.aborted ? "timeout" : "unresolved");
  }
  const [address] = addresses;
  if (!address) return met("unresolved");
  if (!options.allowPrivate && !addresses.every(isPublicAddress)) return met("private-address");
  return post(url, address, headers, body, deadline);
}

function before<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) =>
      deadline.addEventListener("abort", () => reject(deadline.reason), { once: true }),
    ),
  ]);
}

function post(
  url: URL,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  deadline: AbortSignal,
): Promise<Met> {
  const pinned: LookupFunction = (_host, { all }, tell) => {
    const family = isIP(address);
    if (all) tell(null, [{ address, family }]);
    else tell(null, address, family);
  };
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const request: ClientRequest = send(url, {
      method: "POST",
      lookup: pinned,
      agent: false,
      signal: deadline,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Hegui-Webhooks/1",
        ...headers,
      },
    });
    request.on("response", (answer) => void readAnswer(answer).then(resolve));
    request.on("error", (error) => resolve(met(deadline.aborted ? "timeout" : problemOf(error))));
    request.end(body);
  });
}

function problemOf(error: Error): DeliveryProblem {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") return "broken";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return "tls";
  return /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(code) ? "refused" : "broken";
}

/** An answer's status and the beginning of its text; the rest is not read. One that breaks off counts by its status. */
async function readAnswer(answer: IncomingMessage): Promise<Met> {
  const status = answer.statusCode ?? 0;
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= CONNECTIONS_POLICY.headLength) break;
    }
  } catch {
    // What arrived before it broke off is kept.
  }
  answer.destroy();
  const head = sanitise(Buffer.concat(pieces).subarray(0, CONNECTIONS_POLICY.headLength).toString("utf8"));
  if (status >= 200 && status < 300) return { status, problem: null, head };
  return { status, problem: status >= 300 && status < 400 ? "redirect" : "status", head };
}

/** Text of a stranger, fit to be kept and shown: no controls, no invisible signs, long runs of digits covered. */
export function sanitise(text: string): string {
  return text
    .replace(/[^\P{C}\n]/gu, "")
    .replace(/\d{6,}/g, (digits) => "•".repeat(digits.length))
    .slice(0, CONNECTIONS_POLICY.headLength);
}
