import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const webhookSecret = () => `whsec_${randomBytes(32).toString("base64")}`;
const token = () => randomBytes(32).toString("base64url");

const SECRETS = {
  "session-secret": token,
  "core-webhook-secret": webhookSecret,
  "core-callback-secret": webhookSecret,
  "registry-secret": webhookSecret,
  "gateway-secret": webhookSecret,
  "messenger-secret": webhookSecret,
  "messenger-receipt-secret": webhookSecret,
  "platform-secret": webhookSecret,
  "platform-answer-secret": webhookSecret,
  "database-password": token,
};

/** Reads a secret file, making it (0600) when absent; of two processes making it at once, both get the same one. */
function secret(folder, name) {
  const path = join(folder, name);
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${SECRETS[name]()}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, "utf8").trim();
}

/** What the console accepts messages of the platform under, and what the sandbox signs them with: the first of them. */
function platformSecrets(env, own) {
  const accepted = env.PLATFORM_SECRETS || own();
  return { PLATFORM_SECRETS: accepted, PLATFORM_SECRET: accepted.split(/[\s,]+/)[0] };
}

/**
 * The secrets of this installation, made at first use under DATA_DIR/secrets (folder 0700, files 0600).
 * Values already in the environment win: production brings its own.
 * @param {string} dataDir absolute
 */
export function loadSecrets(dataDir, env = process.env) {
  const folder = join(dataDir, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return {
    databasePassword: secret(folder, "database-password"),
    env: {
      SESSION_SECRET: env.SESSION_SECRET || secret(folder, "session-secret"),
      CORE_WEBHOOK_SECRET: env.CORE_WEBHOOK_SECRET || secret(folder, "core-webhook-secret"),
      CORE_CALLBACK_SECRET: env.CORE_CALLBACK_SECRET || secret(folder, "core-callback-secret"),
      GATEWAY_SECRET: env.GATEWAY_SECRET || secret(folder, "gateway-secret"),
      REGISTRY_SECRET: env.REGISTRY_SECRET || secret(folder, "registry-secret"),
      ...platformSecrets(env, () => secret(folder, "platform-secret")),
      PLATFORM_ANSWER_SECRET: env.PLATFORM_ANSWER_SECRET || secret(folder, "platform-answer-secret"),
      MESSENGER_SECRET: env.MESSENGER_SECRET || secret(folder, "messenger-secret"),
      MESSENGER_RECEIPT_SECRET: env.MESSENGER_RECEIPT_SECRET || secret(folder, "messenger-receipt-secret"),
    },
  };
}
