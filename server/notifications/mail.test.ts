import type { Socket } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/domain/identity/roles";
import { instant } from "@/domain/shared/time";
import type { JobContext } from "@/server/kernel/jobs";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { isSafe, type Mailer, smtpMailer } from "./adapters/smtp";
import { createMail } from "./commands/create-mail";
import { recordNotice } from "./commands/record-notice";
import { savePreferences } from "./commands/save-preferences";
import { startMail } from "./commands/start-mail";
import { deliverMail } from "./deliver";
import { registerMailParts } from "./mail-parts";

const FROM = "console@hengchuan.example";
const PUBLIC_URL = "https://console.hengchuan.example";

/** How the server answers the next messages, in order; then it accepts. */
type Answer = "accept" | "later" | "never" | "no-such-person" | "cut-before-answer" | "cut-before-data";
const answers: Answer[] = [];
const received: string[] = [];

function refusal(code: number): Error {
  return Object.assign(new Error("no"), { responseCode: code });
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  logger: false,
  onRcptTo(_address, session, done) {
    const answer = answers[0];
    if (answer === "no-such-person") done(refusal(550));
    else if (answer === "cut-before-data") cut(session.id);
    else done();
    if (answer === "no-such-person" || answer === "cut-before-data") answers.shift();
  },
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const answer = answers.shift() ?? "accept";
      if (answer === "later") return done(refusal(451));
      if (answer === "never") return done(refusal(554));
      received.push(Buffer.concat(chunks).toString("utf8"));
      if (answer === "cut-before-answer") cut(session.id);
      else done();
    });
  },
});
server.on("error", () => undefined);

/** Breaks a conversation's connection without a word. */
function cut(session: string): void {
  const connections = (server as unknown as { connections: Set<{ id: string; _socket: Socket }> }).connections;
  for (const { id, _socket } of connections) if (id === session) _socket.destroy();
}

let house: House;
let mailer: Mailer;
beforeAll(async () => {
  house = await openHouse();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  mailer = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: FROM });
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await house.close();
});
afterEach(() => {
  answers.length = 0;
  received.length = 0;
});

const worker = () => house.system("system:worker");
const context = (attempt: number, eventId: string): JobContext => ({
  runtime: house.runtime,
  principal: worker(),
  eventId,
  attempt,
  requestId: newId(),
  signal: new AbortController().signal,
});

/** Tells somebody something urgent; gives the e-mail that waits. */
async function write(role: Role, params: object = { number: "LV-000042", due: "2026-10-12" }): Promise<string> {
  const before = (await house.jobs("notifications.mail.send")).length;
  const input = {
    eventId: newId(),
    personIds: [house.as(role).personId],
    kind: "duty.called" as const,
    params,
    link: null,
    clearance: "general" as const,
    mailOn: true,
  };
  expect(await house.run(recordNotice, input, { as: worker() })).toMatchObject({ result: { mails: 1 } });
  return mailIdAt(before);
}

async function mailIdAt(place: number): Promise<string> {
  const jobs = await house.jobs("notifications.mail.send");
  return (jobs[place]?.payload as { mailId: string } | undefined)?.mailId ?? "";
}

const send = (mailId: string, attempt = 1, eventId = mailId, by = mailer) =>
  deliverMail(context(attempt, eventId), mailId, { mailer: by, publicUrl: PUBLIC_URL });

async function stateOf(mailId: string) {
  const [row] = await house.rows<{ state: string; attempts: number; reply_code: number | null }>(
    "select state, attempts, reply_code from notice_mails where id = $1",
    [mailId],
  );
  return row;
}

describe("an e-mail", () => {
  it("says kind, number and date in the reader's language, opens the console, and holds no personal data", async () => {
    const mailId = await write("compliance-officer");
    await send(mailId);
    expect(await stateOf(mailId)).toEqual({ state: "sent", attempts: 1, reply_code: 250 });
    const [raw = ""] = received;
    expect(raw.split("\r\n\r\n")[0]).toMatch(/^Subject: =\?UTF-8\?/m);
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toBe("【合规台】你正在值班，有事项需要处理 LV-000042");
    expect(mail.to).toEqual([{ address: "compliance-officer@pay.example", name: "" }]);
    expect(mail.from).toMatchObject({ address: FROM });
    expect(mail.messageId).toBe(`<${mailId}@hengchuan.example>`);
    expect(mail.text).toContain("2026-10-12 到期");
    expect(mail.text).toContain(`${PUBLIC_URL}/notifications`);
    expect(mail.html).toContain(`href="${PUBLIC_URL}/notifications"`);
    expect(`${mail.text}${mail.html}`).not.toMatch(/compliance-officer|pay\.example/);
  });

  it("is in English for who chose English", async () => {
    const reader = house.as("team-lead");
    const preferences = { locale: "en" as const, digest: "daily" as const, digestHour: 9, quiet: null, choices: {} };
    await house.run(savePreferences, { version: 0, preferences }, { as: reader });
    await send(await write("team-lead"));
    expect((await PostalMime.parse(received[0] ?? "")).subject).toBe(
      "[Hegui] You are on duty and are called LV-000042",
    );
  });

  it("tells of several notices together", async () => {
    for (const kind of ["worklist.assigned", "worklist.returned"] as const) {
      const input = { eventId: newId(), personIds: [house.as("auditor").personId], kind, params: {}, link: null };
      await house.run(recordNotice, { ...input, clearance: "general", mailOn: true }, { as: worker() });
    }
    house.clock.set("2026-10-10T09:00:00+08:00");
    const made = await house.run(
      createMail,
      { kind: "notices", subjectId: house.as("auditor").personId },
      { as: worker() },
    );
    if (!made.ok) throw new Error(made.code);
    await send(made.result.mailId);
    const mail = await PostalMime.parse(received[0] ?? "");
    expect(mail.subject).toBe("【合规台】2 条通知");
    expect(mail.text).toContain("有事项分派给你");
    expect(mail.text).toContain("有事项退回给你");
  });

  it("carries a link that is made when it is sent and stands in no table", async () => {
    const secret = `s${newId()}`;
    const subjectId = newId();
    registerMailParts("people.invitation", async (_context, id) =>
      id === subjectId
        ? {
            address: "new@hengchuan.example",
            locale: "zh-CN",
            link: `${PUBLIC_URL}/invitation/${secret}`,
            until: instant("2026-10-16T14:32:00+08:00"),
          }
        : null,
    );
    const made = await house.run(createMail, { kind: "people.invitation", subjectId }, { as: worker() });
    const gone = await house.run(createMail, { kind: "people.invitation", subjectId: newId() }, { as: worker() });
    if (!made.ok || !gone.ok) throw new Error("not made");
    await send(made.result.mailId);
    await send(gone.result.mailId);
    expect(received).toHaveLength(1);
    const mail = await PostalMime.parse(received[0] ?? "");
    expect(mail.text).toContain(secret);
    expect(mail.text).toContain("2026-10-16 14:32");
    expect(await stateOf(gone.result.mailId)).toMatchObject({ state: "cancelled" });
    const [{ n } = { n: -1 }] = await house.rows<{ n: number }>(
      `select (select count(*) from graphile_worker._private_jobs where payload::text like $1)::int
         + (select count(*) from notice_mails t where t::text like $1)::int + (select count(*) from idempotency_keys t where t::text like $1)::int
         + (select count(*) from audit_entries t where t::text like $1)::int as n`,
      [`%${secret}%`],
    );
    expect(n).toBe(0);
  });
});

describe("a server", () => {
  it("that says later is asked again, and the same e-mail arrives once", async () => {
    const mailId = await write("kyc-reviewer");
    answers.push("later");
    await expect(send(mailId, 1)).rejects.toThrow();
    expect(await stateOf(mailId)).toEqual({ state: "waiting", attempts: 1, reply_code: 451 });
    await send(mailId, 2);
    expect(await stateOf(mailId)).toEqual({ state: "sent", attempts: 2, reply_code: 250 });
    await send(mailId, 3);
    expect(received).toHaveLength(1);
  });

  it.each([
    ["never", 554],
    ["no-such-person", 550],
  ] as const)("that says %s ends it", async (answer, code) => {
    const mailId = await write("privacy-officer");
    answers.push(answer);
    await send(mailId);
    expect(await stateOf(mailId)).toEqual({ state: "failed", attempts: 1, reply_code: code });
    await send(mailId, 2);
    expect(received).toEqual([]);
  });

  it("that falls silent between message and answer is not sent the message again", async () => {
    const mailId = await write("customer-service");
    answers.push("cut-before-answer");
    await send(mailId, 1);
    expect(await stateOf(mailId)).toMatchObject({ state: "unknown", attempts: 1 });
    await send(mailId, 2);
    expect(received).toHaveLength(1);
  });

  it("that falls silent before the message is asked again", async () => {
    const mailId = await write("aml-analyst");
    answers.push("cut-before-data");
    await expect(send(mailId, 1)).rejects.toThrow();
    expect(await stateOf(mailId)).toMatchObject({ state: "waiting" });
    await send(mailId, 2);
    expect(received).toHaveLength(1);
  });

  it("that is not there is asked again", async () => {
    const mailId = await write("administrator");
    const nobody = smtpMailer({ url: "smtp://127.0.0.1:1", from: FROM });
    await expect(send(mailId, 1, mailId, nobody)).rejects.toThrow();
    expect(await stateOf(mailId)).toMatchObject({ state: "waiting", attempts: 1, reply_code: null });
  });
});

describe("a worker", () => {
  it("killed after taking an e-mail leaves it unanswered: no other sends it", async () => {
    const mailId = await write("compliance-lead");
    await house.run(startMail, { mailId }, { as: worker() });
    await send(mailId, 2);
    expect(received).toEqual([]);
    expect(await stateOf(mailId)).toMatchObject({ state: "unknown", attempts: 1 });
  });

  it("and its rival send one e-mail between them", async () => {
    const mailId = await write("compliance-lead");
    await Promise.allSettled([send(mailId, 1, newId()), send(mailId, 1, newId())]);
    expect(received.length).toBeLessThanOrEqual(1);
    expect(["sent", "unknown"]).toContain((await stateOf(mailId))?.state);
  });

  it("sends nothing to who has left meanwhile", async () => {
    const mailId = await write("compliance-lead");
    await house.pool.query("update people set disabled_at = now() where id = $1", [
      house.as("compliance-lead").personId,
    ]);
    await send(mailId);
    expect(received).toEqual([]);
    expect(await stateOf(mailId)).toMatchObject({ state: "cancelled" });
  });
});

describe("an address or subject", () => {
  it.each([
    ["a@example.com\r\nBcc: b@example.com", "x"],
    ["a@example.com, b@example.com", "x"],
    ["a@example.com", "x\r\nBcc: b@example.com"],
    ["", "x"],
  ])("that could write a header is refused: %j %j", async (to, subject) => {
    expect(isSafe({ to, subject })).toBe(false);
    const done = await mailer.handOver({ id: newId(), to, subject, text: "", html: "" });
    expect(done).toEqual({ outcome: "refused", replyCode: null });
    expect(received).toEqual([]);
  });
});
