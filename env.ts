import { resolve } from "node:path";
import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  DATA_DIR: z.string().default(".data"),
  PORT: z.coerce.number().int().positive().default(3000),
  PUBLIC_URL: z.string().default(""),
  SESSION_SECRET: z.string().default(""),
  CORE_URL: z.string().default("http://127.0.0.1:3900"),
  CORE_WEBHOOK_SECRET: z.string().default(""),
  CORE_CALLBACK_SECRET: z.string().default(""),
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
