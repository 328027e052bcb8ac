import { parseArgs } from "node:util";
import type { Instant } from "@/domain/shared/time";
import { openTotpSecret, totpCode } from "@/server/identity/totp";
import { configureLog } from "@/server/kernel/logger";
import { runtime } from "@/server/kernel/runtime";

const HELP = `npm run demo:totp [-- --email <address>]

Prints the present one-time code of every demo person and the seconds it has left.
With --email, prints that person's code alone. Real people's codes are never shown.
`;

type CredentialRow = { person_id: string; email: string; secret_sealed: Buffer | null; demo: boolean };

export type DemoCode = { readonly email: string; readonly code: string; readonly secondsLeft: number };

/** The present codes of demo people, by e-mail; with `email` of that person alone. Leaves out everybody else. */
export async function demoCodes(
  house: Awaited<ReturnType<typeof runtime>>,
  now: Instant,
  email?: string,
): Promise<DemoCode[]> {
  const { rows } = await house.pool.query<CredentialRow>(
    `select p.id as person_id, p.email, c.secret_sealed, coalesce(c.demo, false) as demo
     from people p left join totp_credentials c on c.person_id = p.id
     where $1::text is null or lower(p.email) = lower($1) order by p.created_at, p.id`,
    [email ?? null],
  );
  return rows.flatMap((row) =>
    row.demo && row.secret_sealed
      ? [{ email: row.email, ...totpCode(openTotpSecret(house.keyRing, row.person_id, row.secret_sealed), now) }]
      : [],
  );
}

/** Codes as lines of an aligned table. */
export function codeTable(codes: readonly DemoCode[]): string {
  const width = Math.max(0, ...codes.map(({ email }) => email.length));
  return codes
    .map(({ email, code, secondsLeft }) => `${email.padEnd(width)}  ${code}  ${String(secondsLeft).padStart(2)} s\n`)
    .join("");
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { email: { type: "string" }, help: { type: "boolean", default: false } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const house = await runtime();
  configureLog("error");
  try {
    const codes = await demoCodes(house, house.clock(), values.email);
    const [first] = codes;
    if (!first) {
      process.stderr.write(
        values.email ? "no demo person has this address\n" : "there are no demo people in this database\n",
      );
      return 1;
    }
    process.stdout.write(values.email ? `${first.code}\n` : codeTable(codes));
    return 0;
  } finally {
    await house.pool.end();
  }
}

if (process.argv[1]?.endsWith("demo-totp.ts")) {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : "failed"}\n`);
      process.exitCode = 1;
    },
  );
}
