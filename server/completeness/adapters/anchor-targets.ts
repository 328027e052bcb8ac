import { createHash } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import type { AnchorTarget } from "@/domain/completeness/codes";
import { ANCHOR_TIMEOUT_MS } from "@/domain/completeness/policy";
import { env } from "@/env";
import type { SignedHead } from "@/server/kernel/audit/export-format";
import { configuredMailer, type Mailer } from "@/server/notifications/public";

/** What a receiver made of a head. `receipt` is what can be asked for later; `problem` is a code. */
export type Left = { readonly ok: true; readonly receipt: string } | { readonly ok: false; readonly problem: string };

/** Somebody outside with whom heads are left. Never throws; leaving the same head twice is harmless. */
export type Receiver = { readonly target: AnchorTarget; leave(anchorId: string, head: SignedHead): Promise<Left> };

/** The name of a head's file: by log and size, so that a folder sorts by age. */
export const anchorFileName = ({ log, treeSize }: Pick<SignedHead, "log" | "treeSize">): string =>
  `${log}-${String(treeSize).padStart(12, "0")}.json`;

const textOf = (head: SignedHead) => `${JSON.stringify(head)}\n`;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const codeOf = (error: unknown) => (error as { code?: unknown }).code;

/**
 * A folder, meant to be a mount that the house can add to and not change. A file is made once and never written over: one
 * of the same name with another head is a problem that a person must look at.
 */
export function folderReceiver(folder: string): Receiver {
  return {
    target: "file",
    async leave(_id, head) {
      const [path, text] = [join(folder, anchorFileName(head)), textOf(head)];
      try {
        await mkdir(folder, { recursive: true });
        const file = await open(path, "wx", 0o444);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        return { ok: true, receipt: `sha256:${sha256(text)}` };
      } catch (error) {
        if (codeOf(error) !== "EEXIST") return { ok: false, problem: "unwritable" };
        const there = await readFile(path, "utf8").catch(() => null);
        return there === text ? { ok: true, receipt: `sha256:${sha256(text)}` } : { ok: false, problem: "other-head" };
      }
    },
  };
}

/** An address outside: the head is the e-mail's text, to be saved as a file. */
export function mailReceiver(to: string, mailer: Mailer): Receiver {
  return {
    target: "mail",
    async leave(id, head) {
      const text = textOf(head);
      const handed = await mailer.handOver({
        id,
        to,
        subject: `Audit head ${head.log} ${head.treeSize}`,
        text,
        html: `<pre>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>`,
      });
      return handed.outcome === "accepted"
        ? { ok: true, receipt: `mail:${id}` }
        : { ok: false, problem: handed.outcome };
    },
  };
}

/** An address that takes Standard Webhooks: signed, with the anchor's id as the message's. */
export function webhookReceiver(options: { url: string; secret: string; request?: typeof fetch }): Receiver {
  const webhook = new Webhook(options.secret);
  return {
    target: "webhook",
    async leave(id, head) {
      const now = new Date();
      const body = JSON.stringify({ type: "audit.head", timestamp: now.toISOString(), data: head });
      try {
        const response = await (options.request ?? fetch)(options.url, {
          method: "POST",
          redirect: "error",
          signal: AbortSignal.timeout(ANCHOR_TIMEOUT_MS),
          headers: {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
            "webhook-signature": webhook.sign(id, now, body),
          },
          body,
        });
        await response.body?.cancel();
        return response.ok
          ? { ok: true, receipt: `http:${response.status}` }
          : { ok: false, problem: `status-${response.status}` };
      } catch (error) {
        return { ok: false, problem: (error as Error).name === "TimeoutError" ? "timeout" : "network" };
      }
    },
  };
}

/** The receivers this house is set up with. Throws when one is set up by half. */
export function configuredReceivers(): readonly Receiver[] {
  const { ANCHOR_DIR, ANCHOR_MAIL, ANCHOR_WEBHOOK_URL: url, ANCHOR_WEBHOOK_SECRET: secret } = env();
  const receivers: Receiver[] = [];
  if (ANCHOR_DIR) receivers.push(folderReceiver(ANCHOR_DIR));
  if (ANCHOR_MAIL) {
    const mailer = configuredMailer();
    if (!mailer) throw new Error("environment: ANCHOR_MAIL needs SMTP_URL");
    receivers.push(mailReceiver(ANCHOR_MAIL, mailer));
  }
  if (url) {
    if (!secret) throw new Error("environment: ANCHOR_WEBHOOK_URL needs ANCHOR_WEBHOOK_SECRET");
    receivers.push(webhookReceiver({ url, secret }));
  }
  return receivers;
}
