import { sql } from "drizzle-orm";
import { z } from "zod";
import { countsFrom } from "@/domain/identity/networks";
import { IDENTITY_POLICY, needsSecondFactor } from "@/domain/identity/policy";
import type { Role } from "@/domain/identity/roles";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { SESSION_ABSOLUTE_HOURS } from "@/server/kernel/session-limits";
import { isTrusted, noteDevice } from "../devices";
import { checkFactor, factorsOf } from "../factor";
import { makeRoom } from "../sessions";
import { type Attempt, keepAttempt, SIGN_IN_METHODS } from "../sign-in-log";

const input = z.object({
  personId: z.uuid(),
  method: z.enum(SIGN_IN_METHODS),
  /** The typed second factor; null when none was. */
  code: z.string().max(40).nullable(),
  deviceId: z.uuid().nullable(),
  newDeviceHash: z.string().regex(/^[0-9a-f]{64}$/),
  device: z.string().max(200),
  address: z.string().max(64).nullable(),
  network: z.string().max(50).nullable(),
});
type Input = z.output<typeof input>;

export type Started =
  | { readonly state: "open"; readonly sessionId: string; readonly newDevice: boolean }
  | { readonly state: "code-wrong" }
  | { readonly state: "not-allowed" };

/**
 * Opens a session for a person whose password, passkey or provider's word was just checked. Where a role asks for a second
 * factor it is asked for at browsers that did not give it lately (`code-needed` is a refusal, a wrong code a result: it
 * is counted). The session longest unused makes room when there are too many. Runs as `system:sign-in`.
 */
export const startSession = command({
  name: "identity.session.start",
  permission: "identity.sessions.start",
  input,
  storesResult: false,
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, asked) {
    const { tx, now, newId } = scope;
    const { personId, method } = asked;
    // The lock lets one sign-in of a person through at a time: the limit of sessions holds for two at once.
    const person = await tx.execute(
      sql`select from people where id = ${personId}::uuid and disabled_at is null for update`,
    );
    if (person.rows.length === 0) return refuse("identity.session.refused");
    const subject = { type: "person", id: personId };
    const attempt: Omit<Attempt, "outcome"> = {
      personId,
      method,
      known: asked.deviceId !== null,
      device: asked.device,
      network: asked.network,
    };
    const roles = await rolesFrom(scope, asked);
    if (roles.length === 0) {
      await keepAttempt(scope, { ...attempt, outcome: "not-allowed" });
      const event = {
        kind: "identity.session.refuse",
        subject,
        data: { method, reason: "no-role-from-here" },
      } as const;
      return committed<Started>({ result: { state: "not-allowed" }, audit: [event] });
    }
    const factor = await secondFactor(scope, asked, roles);
    if (factor === "needed") return refuse("identity.session.code-needed");
    if (factor === "blocked") return refuse("identity.totp.blocked");
    if (factor === "wrong") {
      await keepAttempt(scope, { ...attempt, outcome: "wrong-factor" });
      const event = { kind: "identity.session.refuse", subject, data: { method, reason: "factor" } } as const;
      return committed<Started>({ result: { state: "code-wrong" }, audit: [event] });
    }

    const ended = await makeRoom(scope, personId, IDENTITY_POLICY.sessions);
    const sessionId = newId<"session">();
    const expiresAt = addDuration(now, { hours: SESSION_ABSOLUTE_HOURS });
    const given = factor === "given";
    await tx.execute(sql`insert into sessions (id, person_id, created_at, last_seen_at, expires_at, step_up_at, device, method, network)
      values (${sessionId}, ${personId}::uuid, ${now}::timestamptz, ${now}::timestamptz, ${expiresAt}::timestamptz,
        ${given ? now : null}::timestamptz, ${asked.device}, ${method}, ${asked.network})`);
    const newDevice = await noteDevice(scope, {
      personId,
      deviceId: asked.deviceId,
      newHash: asked.newDeviceHash,
      device: asked.device,
      trust: given,
    });
    await keepAttempt(scope, { ...attempt, outcome: "signed-in", sessionId });
    const data = { session: sessionId, method, secondFactor: given };
    return committed<Started>({
      result: { state: "open", sessionId, newDevice },
      audit: [
        { kind: "identity.session.start", subject, data },
        ...ended.map((session) => ({
          kind: "identity.session.end" as const,
          subject,
          data: { session, reason: "limit" },
        })),
      ],
    });
  },
});

type RoleRow = { role: Role; networks: string[] | null };

/** The person's roles in any programme that count from where the call comes. */
async function rolesFrom({ tx, now }: Scope, { personId, address }: Input): Promise<readonly Role[]> {
  const { rows } = await tx.execute<RoleRow>(sql`select g.role, n.networks from role_grants g
    left join role_networks n on n.programme_id = g.programme_id and n.role = g.role and n.ended_at is null
    where g.person_id = ${personId}::uuid and g.ended_at is null and (g.ends_at is null or g.ends_at > ${now}::timestamptz)`);
  return rows.filter(({ networks }) => countsFrom(networks ?? [], address)).map(({ role }) => role);
}

/** Whether the second factor was given just now, is not asked for, is asked for, or was not right. */
async function secondFactor(
  scope: Scope,
  { personId, method, code, deviceId }: Input,
  roles: readonly Role[],
): Promise<"given" | "not-asked" | "needed" | "wrong" | "blocked"> {
  // A passkey proves possession and, with its own check of the person, a second factor. A provider has asked for its own.
  if (method === "passkey") return "given";
  if (method === "oidc" || !needsSecondFactor(roles)) return "not-asked";
  const factors = await factorsOf(scope, personId);
  // Whoever has none yet is let in to set one up, and to nothing else.
  if (!factors.totp && !factors.passkey) return "not-asked";
  if (code === null) return (await isTrusted(scope, deviceId)) ? "not-asked" : "needed";
  const answer = await checkFactor(scope, personId, code);
  if (answer === "code" || answer === "recovery") return "given";
  return answer === "blocked" ? "blocked" : "wrong";
}
