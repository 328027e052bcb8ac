import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { asTx } from "@/db/client";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { budgetKey, takeAttempt } from "./budgets";
import type { Caller } from "./caller";
import { assertionOptions, assertionSchema, verifyAssertion } from "./passkey-ceremony";
import { findPasskey, keepChallenge, noteUse, takeChallenge } from "./passkeys";
import type { RelyingParty } from "./relying-party";
import { openSession, type ReadCookie, type SignInAnswer } from "./sign-in";

export type PasskeyQuestion = { readonly challengeId: string; readonly options: PublicKeyCredentialRequestOptionsJSON };

/** Asks the browser of somebody not signed in for a passkey of his choice. */
export async function askForPasskey(runtime: Runtime, party: RelyingParty): Promise<PasskeyQuestion> {
  const options = await assertionOptions(party);
  const id = newId();
  await inOwn(runtime, (tx) =>
    keepChallenge(
      tx,
      { id, personId: null, sessionId: null, purpose: "sign-in", challenge: options.challenge },
      runtime.clock(),
    ),
  );
  return { challengeId: id, options };
}

const proofSchema = z.object({ challengeId: z.uuid(), response: assertionSchema });

/** Signs in whoever proves a passkey. The challenge is gone whatever comes of it; failures count against the address. */
export async function signInByPasskey(
  runtime: Runtime,
  party: RelyingParty,
  proof: unknown,
  caller: Caller & { cookie?: ReadCookie },
): Promise<SignInAnswer> {
  const parsed = proofSchema.safeParse(proof);
  if (!parsed.success) return { ok: false, problem: "refused" };
  const { challengeId, response } = parsed.data;
  const now = runtime.clock();
  const personId = await inOwn(runtime, async (tx) => {
    const asked = { id: challengeId, personId: null, sessionId: null, purpose: "sign-in" } as const;
    const challenge = await takeChallenge(tx, asked, now);
    const passkey = await findPasskey(tx, response.id);
    if (challenge === null || !passkey) return null;
    const counter = await verifyAssertion(party, challenge, response, passkey);
    if (counter === null) return null;
    await noteUse(tx, passkey.id, counter, now);
    return passkey.personId;
  });
  if (personId === null) {
    if (caller.address) await takeAttempt(runtime.pool, [budgetKey(runtime.keyRing, "address", caller.address)], now);
    return { ok: false, problem: "refused" };
  }
  const { rows } = await runtime.pool.query<{ programme: string }>(
    "select home_programme_id as programme from people where id = $1",
    [personId],
  );
  const programme = rows[0]?.programme;
  if (!programme) return { ok: false, problem: "refused" };
  return openSession(runtime, { id: personId, homeProgrammeId: programme }, { ...caller, method: "passkey" });
}

/** A short transaction before anybody is signed in. */
async function inOwn<T>(runtime: Runtime, work: (tx: ReturnType<typeof asTx>) => Promise<T>): Promise<T> {
  const client = await runtime.pool.connect();
  try {
    await client.query("begin");
    const value = await work(asTx(client));
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
