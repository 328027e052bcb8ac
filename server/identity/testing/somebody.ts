import { newId } from "@/server/kernel/new-id";
import type { House } from "@/server/kernel/testing/house";
import { hashPassword } from "../passwords";
import { type Credentials, type SignInAnswer, signIn } from "../sign-in";
import { newTotpSecret, sealTotpSecret, totpCode } from "../totp";

export const PASSWORD = "harbour lantern ninety";

export type Somebody = {
  readonly id: string;
  readonly email: string;
  /** The present one-time code. */
  code(): string;
  try(over?: Partial<Credentials>): Promise<SignInAnswer>;
};

/** A person of `pay` with a password and, unless told otherwise, one-time codes. For tests. */
export async function makeSomebody(house: House, role: string, options: { totp?: boolean } = {}): Promise<Somebody> {
  const id = newId();
  const email = `${id}@pay.example`;
  const secret = newTotpSecret();
  const now = house.clock.now();
  await house.pool.query(
    "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, '试', 'Test', $3, 'pay', $4)",
    [id, email, await hashPassword(PASSWORD), now],
  );
  await house.pool.query(
    "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, 'pay', $3, $4, 'system:seed')",
    [newId(), id, role, now],
  );
  if (options.totp !== false) {
    await house.pool.query(
      "insert into totp_credentials (person_id, secret_sealed, confirmed_at) values ($1, $2, $3)",
      [id, sealTotpSecret(house.runtime.keyRing, id, secret), now],
    );
  }
  return {
    id,
    email,
    code: () => totpCode(secret, house.clock.now()).code,
    try: (over = {}) => signIn(house.runtime, { email, password: PASSWORD, device: "test", address: null, ...over }),
  };
}

/** A signed-in answer as a principal. Throws the problem otherwise. */
export function principalOf(answer: SignInAnswer, address: string | null = null) {
  if (!answer.ok) throw new Error(answer.problem);
  const { personId, sessionId, programmeId } = answer;
  return { kind: "person" as const, personId, sessionId, programmeId, address };
}
