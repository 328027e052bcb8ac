import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { z } from "zod";
import type { HandOver } from "@/domain/notifications/model";
import { NOTIFICATIONS_POLICY } from "@/domain/notifications/policy";

/** One e-mail as it leaves. `id` makes its Message-ID: the same e-mail tried again keeps it. */
export type Letter = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Hands e-mails over. Never throws for what a server may say or do; gives what came of it. */
export type Mailer = { handOver(letter: Letter): Promise<HandOver> };

const PERMANENT: HandOver = { outcome: "refused", replyCode: null };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header must not hold
const BREAKS = /[\u0000-\u001f\u007f]/;

/** True for one plain address and a subject of one line: nothing that could write a header of its own. */
export function isSafe({ to, subject }: Pick<Letter, "to" | "subject">): boolean {
  return z.email().max(254).safeParse(to).success && !BREAKS.test(to) && !BREAKS.test(subject);
}

/** A mailer for a server given as `smtp://` or `smtps://`, with user and password when it asks for them. */
export function smtpMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const at = new URL(url);
  const secure = at.protocol === "smtps:";
  const milliseconds = NOTIFICATIONS_POLICY.smtpTimeoutSeconds * 1000;
  const options = {
    host: at.hostname,
    port: at.port ? Number(at.port) : secure ? 465 : 587,
    secure,
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
  };
  const auth = at.username
    ? { user: decodeURIComponent(at.username), pass: decodeURIComponent(at.password) }
    : undefined;
  const host = from.slice(from.lastIndexOf("@") + 1);

  return {
    async handOver(letter) {
      if (!isSafe(letter)) return PERMANENT;
      const message = await new MailComposer({
        from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        messageId: `<${letter.id}@${host}>`,
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
        .compile()
        .build();
      return converse(new SMTPConnection(options), auth, { from, to: letter.to, message });
    },
  };
}

/**
 * One conversation. The message is read from a stream, so that it is known whether any of it had gone out when the
 * connection broke: silence after that is `unanswered`, before it is a reason to try again.
 */
function converse(
  connection: SMTPConnection,
  auth: { user: string; pass: string } | undefined,
  { from, to, message }: { from: string; to: string; message: Buffer },
): Promise<HandOver> {
  return new Promise((resolve) => {
    let left = false;
    const end = (outcome: HandOver) => {
      // The first word stands: closing tells of an end as well.
      resolve(outcome);
      if (outcome.outcome === "accepted") connection.quit();
      else connection.close();
    };
    const fail = (error: SMTPConnection.SMTPError) => end(outcomeOf(error, left));
    const send = () => {
      const stream = new Readable({
        read() {
          left = true;
          this.push(message);
          this.push(null);
        },
      });
      connection.send({ from, to: [to], size: message.length }, stream, (error, info) =>
        error ? fail(error) : end({ outcome: "accepted", replyCode: Number(info.response.slice(0, 3)) || 250 }),
      );
    };
    connection.on("error", fail);
    connection.on("end", () => end(left ? { outcome: "unanswered" } : { outcome: "refused-for-now", replyCode: null }));
    connection.connect((error) => {
      if (error) fail(error);
      else if (auth) connection.login(auth, (refused) => (refused ? fail(refused) : send()));
      else send();
    });
  });
}

function outcomeOf(error: SMTPConnection.SMTPError, left: boolean): HandOver {
  const code = error.responseCode;
  // A server that turns the house itself away (no right to log in) may let it in once its settings are mended.
  if (error.code === "EAUTH") return { outcome: "refused-for-now", replyCode: code ?? null };
  if (code !== undefined && code >= 500) return { outcome: "refused", replyCode: code };
  if (code !== undefined && code >= 400) return { outcome: "refused-for-now", replyCode: code };
  if (error.code === "EENVELOPE") return PERMANENT;
  return left ? { outcome: "unanswered" } : { outcome: "refused-for-now", replyCode: null };
}
