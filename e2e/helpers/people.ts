import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";

/** Demo people by the name before the @ of their e-mail. */
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
  | "admin";

export type Account = { readonly email: string; readonly password: string };

const run = promisify(execFile);
const lastCodes = new Map<string, string>();

function dataDir(): string {
  const found = process.env.E2E_DATA_DIR;
  if (!found) throw new Error("E2E_DATA_DIR is not set: the stack was not started");
  return found;
}

/** A demo person's sign-in. */
export function accountOf(name: PersonName): Account {
  const accounts = JSON.parse(readFileSync(join(dataDir(), "demo-accounts.json"), "utf8")) as Account[];
  const found = accounts.find(({ email }) => email === `${name}@hengchuan.example`);
  if (!found) throw new Error(`there is no demo person ${name}`);
  return found;
}

async function presentCode(email: string): Promise<string> {
  const args = ["scripts/cli.mjs", "demo-totp", "--email", email];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir() } });
  return /\b(\d{6})\b/.exec(stdout)?.[1] ?? "";
}

/** A demo person's one-time code that this worker has not used: a code is good once, so the next may take 30 seconds. */
export async function freshCode(name: PersonName): Promise<string> {
  const { email } = accountOf(name);
  let code = "";
  const next = async () => {
    code = await presentCode(email);
    return code !== "" && code !== lastCodes.get(email);
  };
  await expect.poll(next, { timeout: 40_000, intervals: [1_000] }).toBe(true);
  lastCodes.set(email, code);
  return code;
}
