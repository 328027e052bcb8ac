import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { coarseNetwork } from "@/domain/identity/networks";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { budgetsOf } from "@/domain/identity/throttle";
import type { Instant } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { type BudgetKey, budgetKey, giveBack, takeAttempt } from "./budgets";
import type { Caller } from "./caller";
import { refuseSession } from "./commands/refuse-session";
import { startSession } from "./commands/start-session";
import { deviceCookie, deviceHash, findDevice, newDeviceSecret } from "./devices";
import { passwordMatches } from "./passwords";
import type { SignInMethod } from "./sign-in-log";

export type SignedIn = {
  readonly personId: string;
  readonly sessionId: string;
  readonly programmeId: string;
  /** The secret to hand to a browser that was not known yet, and the cookie it belongs into. */
  readonly newDevice: { readonly cookie: string; readonly secret: string } | null;
};

/**
 * Why nobody was signed in. `refused` never says which of e-mail and password was wrong; `locked` says the same of an
 * account that does not exist; `code-needed` and `code-wrong` are said only to whoever knows the password.
 */
export type SignInProblem = "refused" | "locked" | "code-needed" | "code-wrong";

export type SignInAnswer = ({ readonly ok: true } & SignedIn) | { readonly ok: false; readonly problem: SignInProblem };

const no = (problem: SignInProblem): SignInAnswer => ({ ok: false, problem });

/** Reads a cookie of the request by name. */
export type ReadCookie = (name: string) => string | null;

export type Credentials = Caller & {
  readonly email: string;
  readonly password: string;
  /** A one-time or recovery code, when one was typed. */
  readonly code?: string | null;
  readonly cookie?: ReadCookie;
};

/** Who is to be signed in, found by e-mail, passkey or the provider's word. */
export type Candidate = { readonly id: string; readonly homeProgrammeId: string };

type PersonRow = { id: string; password_hash: string; home_programme_id: string; disabled: boolean };

async function findPerson(pool: pg.Pool, email: string): Promise<PersonRow | undefined> {
  const { rows } = await pool.query<PersonRow>(
    "select id, password_hash, home_programme_id, disabled_at is not null as disabled from people where lower(email) = lower($1)",
    [email],
  );
  return rows[0];
}

/**
 * Checks an e-mail and password, and the second factor where one is asked for, and opens a session. Attempts are counted
 * before they are looked at; a browser known to be the person's own has a budget to itself. A known and an unknown e-mail
 * are refused in the same words, and not before the same time.
 */
export async function signIn(runtime: Runtime, credentials: Credentials): Promise<SignInAnswer> {
  const earliest = wait(IDENTITY_POLICY.refusalMilliseconds);
  const answer = await attempt(runtime, credentials);
  if (!answer.ok && (answer.problem === "refused" || answer.problem === "locked")) await earliest;
  return answer;
}

async function attempt(runtime: Runtime, credentials: Credentials): Promise<SignInAnswer> {
  const { pool } = runtime;
  const now = runtime.clock();
  const email = credentials.email.trim().toLowerCase().slice(0, 320);
  const person = await findPerson(pool, email);
  const deviceId = person ? await deviceOf(runtime, person.id, credentials.cookie, now) : undefined;
  const keys = keysOf(runtime, email, credentials.address, deviceId);
  const taken = await takeAttempt(pool, keys, now);
  if (taken.blocked) return no("locked");

  const matches = await passwordMatches(person?.password_hash ?? null, credentials.password.slice(0, 1024));
  if (!person || !matches || person.disabled) {
    if (person) await refuse(runtime, person, { ...credentials, known: deviceId !== undefined, closes: taken.closes });
    return no("refused");
  }
  const candidate = { id: person.id, homeProgrammeId: person.home_programme_id };
  const code = credentials.code?.trim() || null;
  const answer = await openSession(runtime, candidate, { ...credentials, method: "password", code, deviceId });
  // Whoever knows the password has not guessed; a wrong second factor was, and stays counted.
  if (answer.ok || answer.problem === "code-needed") await giveBack(pool, keys, now);
  return answer;
}

function keysOf(runtime: Runtime, email: string, address: string | null, deviceId: string | undefined): BudgetKey[] {
  const { keyRing } = runtime;
  return budgetsOf({ known: deviceId !== undefined, address: address !== null }).map((name) => {
    if (name === "device") return budgetKey(keyRing, name, deviceId ?? "");
    if (name === "address") return budgetKey(keyRing, name, address ?? "");
    return name === "pair" ? budgetKey(keyRing, name, email, address ?? "") : budgetKey(keyRing, name, email);
  });
}

function deviceOf(
  { pool, keyRing }: Runtime,
  personId: string,
  cookie: ReadCookie | undefined,
  now: Instant,
): Promise<string | undefined> {
  return findDevice(pool, personId, deviceHash(cookie?.(deviceCookie(keyRing, personId)) ?? null), now);
}

type Refused = Caller & { readonly known: boolean; readonly closes: readonly string[] };

async function refuse(runtime: Runtime, person: PersonRow, { address, device, known, closes }: Refused): Promise<void> {
  const input = {
    personId: person.id,
    method: "password" as const,
    known,
    device: device.slice(0, 200),
    network: coarseNetwork(address),
    closes: closes as never,
  };
  await execute(runtime, refuseSession, { ...callBy(person.home_programme_id), input });
}

function callBy(programmeId: string) {
  const principal: Principal = { kind: "system", name: "system:sign-in", programmeId };
  return { principal, key: newId(), requestId: newId() };
}

type Opening = Caller & {
  readonly method: SignInMethod;
  readonly code?: string | null;
  readonly cookie?: ReadCookie;
  /** The browser when it was looked up already. */
  readonly deviceId?: string;
};

/** Opens a session for somebody whose identity was proved. Disabled people and roles that do not count from here are refused. */
export async function openSession(runtime: Runtime, person: Candidate, opening: Opening): Promise<SignInAnswer> {
  const deviceId = opening.deviceId ?? (await deviceOf(runtime, person.id, opening.cookie, runtime.clock()));
  const secret = newDeviceSecret();
  const input = {
    personId: person.id,
    method: opening.method,
    code: opening.code?.slice(0, 40) ?? null,
    deviceId: deviceId ?? null,
    newDeviceHash: deviceHash(secret) ?? "",
    device: opening.device.slice(0, 200),
    address: opening.address,
    network: coarseNetwork(opening.address),
  };
  const outcome = await execute(runtime, startSession, { ...callBy(person.homeProgrammeId), input });
  if (!outcome.ok) {
    if (outcome.code === "identity.session.code-needed") return no("code-needed");
    return no(outcome.code === "identity.totp.blocked" ? "locked" : "refused");
  }
  const started = outcome.result;
  if (started.state !== "open") return no(started.state === "code-wrong" ? "code-wrong" : "refused");
  return {
    ok: true,
    personId: person.id,
    sessionId: started.sessionId,
    programmeId: person.homeProgrammeId,
    newDevice: started.newDevice ? { cookie: deviceCookie(runtime.keyRing, person.id), secret } : null,
  };
}
