import { resolve } from "node:path";
import { z } from "zod";

const mail = z.object({
  SMTP_URL: z.union([z.literal(""), z.url({ protocol: /^smtps?$/ })]).default(""),
  MAIL_FROM: z.union([z.literal(""), z.email()]).default(""),
});

const line = z
  .string()
  .regex(/^[0-9][0-9-]{2,19}$/)
  .default("400-000-0000");

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  DATA_DIR: z.string().default(".data"),
  PORT: z.coerce.number().int().positive().default(3000),
  PUBLIC_URL: z.string().default(""),
  SESSION_SECRET: z.string().default(""),
  CORE_URL: z.string().default("http://127.0.0.1:3900"),
  CORE_WEBHOOK_SECRET: z.string().default(""),
  WEBHOOK_ALLOW_PRIVATE: z.enum(["", "yes"]).default(""),
  CORE_CALLBACK_SECRET: z.string().default(""),
  /** Where the process that decides payments listens: this machine alone, unless told otherwise; port 0 chooses one. */
  GATEWAY_HOST: z.string().min(1).default("127.0.0.1"),
  GATEWAY_PORT: z.coerce.number().int().min(0).max(65_535).default(3901),
  /** The `whsec_…` secret the payment core signs its questions with. */
  GATEWAY_SECRET: z.string().default(""),
  /** A registry channel that says whether declared data match, and the `whsec_…` secret of questions and answers. */
  REGISTRY_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  REGISTRY_SECRET: z.string().default(""),
  /** The provider of text messages and push, the `whsec_…` secret of what is sent to it, and the one of its receipts. */
  MESSENGER_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  MESSENGER_SECRET: z.string().default(""),
  MESSENGER_RECEIPT_SECRET: z.string().default(""),
  /** The telephone number customers are told to call. */
  CUSTOMER_LINE: z.union([z.literal(""), line]).default(""),
  /** The telecom-fraud risk platform: where answers go, the `whsec_…` secret they are signed with, and the one secret (or two, while it is changed) its messages are signed with. */
  PLATFORM_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  PLATFORM_ANSWER_SECRET: z.string().default(""),
  PLATFORM_SECRETS: z.string().default(""),
  /** `file`: the key ring lies under DATA_DIR/keys. `kms`: it lies there sealed, and KMS_URL releases it at start. */
  KEY_RING: z.enum(["file", "kms"]).default("file"),
  KMS_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  KMS_KEY_ID: z.string().default(""),
  KMS_TOKEN: z.string().default(""),
  CRYPTO_SUITE: z.enum(["international", "national"]).default("international"),
  /** `smtp://` or `smtps://`, with user and password when the server asks; empty: no e-mail leaves the house. */
  SMTP_URL: mail.shape.SMTP_URL,
  /** The address e-mails come from; needed with SMTP_URL. */
  MAIL_FROM: mail.shape.MAIL_FROM,
  /** Where files of evidence lie: beside the data, or in a bucket of an S3-compatible service. */
  EVIDENCE_STORE: z.enum(["disk", "s3"]).default("disk"),
  S3_ENDPOINT: z.string().default(""),
  S3_REGION: z.string().default("us-east-1"),
  S3_BUCKET: z.string().default(""),
  S3_ACCESS_KEY_ID: z.string().default(""),
  S3_SECRET_ACCESS_KEY: z.string().default(""),
  /** The socket of a clamd, or host:port; empty: files are not scanned for malware. */
  CLAMD_SOCKET: z.string().default(""),
  /** `yes`: the nearest proxy writes the caller's address as the last entry of x-forwarded-for. */
  TRUST_PROXY: z.enum(["", "yes"]).default(""),
  /** Sign-in by an OpenID Connect provider: all three, or none. */
  OIDC_ISSUER: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  OIDC_CLIENT_ID: z.string().default(""),
  OIDC_CLIENT_SECRET: z.string().default(""),
  /** The claim with a person's groups. */
  OIDC_GROUPS_CLAIM: z.string().default("groups"),
  /** Which roles groups stand for: JSON of group to `programme:role`, or a list of them. */
  OIDC_ROLE_MAP: z.string().default("{}"),
  /** `yes`: a person of the provider whom nobody invited gets an account. */
  OIDC_PROVISION: z.enum(["", "yes"]).default(""),
  /** The word a scraper must bring to read /api/metrics; empty: there is no such page. */
  METRICS_TOKEN: z.string().default(""),
  /** Where the worker serves its metrics on this machine; 0: nowhere. */
  WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** An OpenTelemetry collector (OTLP over HTTP); empty: no traces are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  /** Where signed tree heads of the audit log are left outside the house; empty: not there. */
  ANCHOR_DIR: z.string().default(""),
  ANCHOR_MAIL: z.union([z.literal(""), z.email()]).default(""),
  ANCHOR_WEBHOOK_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  /** The `whsec_…` secret heads sent to ANCHOR_WEBHOOK_URL are signed with. */
  ANCHOR_WEBHOOK_SECRET: z.string().default(""),
  LOG_LEVEL: z.enum(["silent", "error", "info"]).default("info"),
  POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
  DEMO_SIZE: z.enum(["full", "small"]).default("full"),
  NODE_ENV: z.string().default("development"),
});

/** What the process was told from outside, checked once. The only reader of `process.env`. */
export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/** The environment, parsed at first use. Throws, naming the variable, when something needed is missing or malformed. */
export function env(): Env {
  if (!cached) {
    const parsed = schema.safeParse(process.env);
    if (!parsed.success) {
      const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
      throw new Error(`environment: ${names} missing or malformed`);
    }
    const value = parsed.data;
    cached = {
      ...value,
      DATA_DIR: resolve(value.DATA_DIR),
      PUBLIC_URL: value.PUBLIC_URL || `http://127.0.0.1:${value.PORT}`,
    };
  }
  return cached;
}

const door = z.object({ PUBLIC_URL: schema.shape.PUBLIC_URL, PORT: schema.shape.PORT });

/** The address people open, without asking for anything else to be set. */
export function publicUrl(): string {
  const { PUBLIC_URL, PORT } = door.parse({ PUBLIC_URL: process.env.PUBLIC_URL, PORT: process.env.PORT });
  return PUBLIC_URL || `http://127.0.0.1:${PORT}`;
}

/** Where e-mail is handed over and whom it comes from; null: none leaves the house. Throws when half of it is missing. */
export function mailSettings(): { readonly url: string; readonly from: string } | null {
  const { SMTP_URL, MAIL_FROM } = mail.parse({ SMTP_URL: process.env.SMTP_URL, MAIL_FROM: process.env.MAIL_FROM });
  if (SMTP_URL === "") return null;
  if (MAIL_FROM === "") throw new Error("environment: MAIL_FROM missing or malformed");
  return { url: SMTP_URL, from: MAIL_FROM };
}

/** The telephone number customers are told to call. */
export function customersLine(): string {
  return line.parse(process.env.CUSTOMER_LINE || undefined);
}
