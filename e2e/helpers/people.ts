import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";

/** Demo people by the name before the @ of their e-mail; of another programme with what stands after it. */
export type PersonName =
  | "officer"
  | "lead"
  | "lead2"
  | "analyst"
  | "kyc"
  | "service"
  | "privacy"
  | "teamlead"
  | "auditor"
  | "admin"
  | "admin2"
  | "auditor@mall";

export type Account = { readonly email: string; readonly password: string };

const run = promisify(execFile);

/** Where the stack under test keeps its files. */
export function dataDir(): string {
  const found = process.env.E2E_DATA_DIR;
  if (!found) throw new Error("E2E_DATA_DIR is not set: the stack was not started");
  return found;
}

/** A demo person's sign-in. */
export function accountOf(name: PersonName): Account {
  const accounts = JSON.parse(readFileSync(join(dataDir(), "demo-accounts.json"), "utf8")) as Account[];
  const address = name.includes("@") ? `${name}.hengchuan.example` : `${name}@hengchuan.example`;
  const found = accounts.find(({ email }) => email === address);
  if (!found) throw new Error(`there is no demo person ${name}`);
  return found;
}

async function presentCode(email: string): Promise<string> {
  const args = ["scripts/cli.mjs", "demo-totp", "--email", email];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir() } });
  return /\b(\d{6})\b/.exec(stdout)?.[1] ?? "";
}

/** How long who claimed a code has to give it, before a later one is given and makes his worthless. */
const GIVING_MS = 10_000;

/** True for the first to claim a code, in whatever worker, once the one before has been given. */
function claim(name: PersonName, code: string): boolean {
  const own = `e2e-code-${name}-`;
  const claimed = readdirSync(dataDir()).filter((file) => file.startsWith(own));
  if (claimed.some((file) => Date.now() - statSync(join(dataDir(), file)).mtimeMs < GIVING_MS)) return false;
  try {
    writeFileSync(join(dataDir(), `${own}${code}`), "", { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/** A demo person's one-time code that nobody has used: a code is good once, so the next may take 30 seconds. */
export async function freshCode(name: PersonName): Promise<string> {
  const { email } = accountOf(name);
  let code = "";
  const next = async () => {
    code = await presentCode(email);
    return code !== "" && claim(name, code);
  };
  await expect.poll(next, { timeout: 240_000, intervals: [1_000] }).toBe(true);
  return code;
}
