import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { asTx } from "@/db/client";
import type { LetterTemplate } from "@/domain/letters/templates";
import { spawnMessenger, TEST_MESSENGER_SECRET, TEST_RECEIPT_SECRET } from "@/sandbox/messenger-testing";
import type { JobContext } from "@/server/kernel/jobs";
import { newId } from "@/server/kernel/new-id";
import { enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse, PAY, type Programme } from "@/server/kernel/testing/house";
import { createVault } from "@/server/kernel/vault";
import { createMessenger } from "./adapters/messenger";
import { prepareLetter } from "./commands/prepare-letter";
import { receiveReceipt } from "./http";
import { tellCustomer } from "./public";
import { letterDetailQuery, lettersListQuery } from "./queries";
import type { Telling } from "./write";

/** The house's door for receipts on a free port; `taken(id, n)` resolves once `n` of a message were answered. */
export async function receiptDoor(house: () => House) {
  const answers: { readonly messageId: string; readonly status: number }[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = Buffer.concat(chunks).toString("utf8");
    const status = await receiveReceipt(house().runtime, TEST_RECEIPT_SECRET, { headers, body, requestId: newId() });
    answers.push({ messageId: /"messageId":"([^"]+)"/.exec(body)?.[1] ?? "", status });
    response.writeHead(status).end();
    for (const look of [...waiting]) look();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messenger/receipts`,
    /** The statuses a message's receipts were answered with. */
    of: (messageId: string) => answers.filter((one) => one.messageId === messageId).map(({ status }) => status),
    taken: (messageId: string, count = 1) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (answers.filter((one) => one.messageId === messageId).length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Gives a customer a telephone number and a reference in the app, as the real road seals them. */
export async function giveContact(
  house: House,
  customerId: string,
  contact: { readonly phone?: string; readonly app?: string; readonly programme?: Programme },
): Promise<void> {
  const programme = contact.programme ?? PAY;
  const client = await house.pool.connect();
  try {
    const tx = asTx(client);
    const vault = createVault(
      house.runtime.keyRing,
      house.runtime.blind,
      tx,
      { ...programme } as never,
      house.clock.now(),
    );
    const sealed = (column: string, retentionClass: "contact" | "identity", value: string) =>
      vault.seal(
        { type: "customer", id: customerId, retentionClass },
        { table: "customers", column, rowId: customerId },
        value,
      );
    if (contact.phone) {
      const phone = await sealed("phone_sealed", "contact", contact.phone);
      await client.query("update customers set phone_sealed = $2 where id = $1", [customerId, phone]);
    }
    if (contact.app) {
      const app = await sealed("external_ref_sealed", "identity", contact.app);
      await client.query("update customers set external_ref_sealed = $2 where id = $1", [customerId, app]);
      await client.query(
        `insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
         values ($1, $2, 'external-ref', $3, 'customer', $4, 'identity')`,
        [programme.programmeId, programme.legalEntityId, vault.blind("external-ref", contact.app), customerId],
      );
    }
  } finally {
    client.release();
  }
}

export type Post = Awaited<ReturnType<typeof openPost>>;

/** A house with a provider in a process of its own beside it, and the ways of a letter between them. Call `close` at the end. */
export async function openPost() {
  const house = await openHouse();
  const providerDir = await mkdtemp(join(tmpdir(), "messenger-"));
  const door = await receiptDoor(() => house);
  const spawned = () => spawnMessenger({ dataDir: providerDir, receiptUrl: door.url });
  const worker = (programme: Programme = PAY) => house.system("system:worker", programme);
  let phones = 13_000_000_000;

  /** A customer with one account; by telephone, and in the app where asked. */
  async function customer(options: { app?: boolean; programme?: Programme; name?: string } = {}) {
    const made = await makeAccount(house, options);
    const phone = String(++phones);
    const { programme } = options;
    const app = options.app ? { app: `APP-${phone}` } : {};
    await giveContact(house, made.customerId, { phone, ...app, ...(programme && { programme }) });
    return { ...made, phone };
  }

  /** Tells within a transaction of its own, as a command would, and gives the letter's id. */
  async function tell(
    to: MadeAccount,
    template: LetterTemplate = "loss.protected",
    more: Partial<Telling> = {},
  ): Promise<string> {
    return inScope(house.runtime, worker(), "write", async (scope) => {
      const { customerId, accountId } = to;
      const subject = { type: "loss-report", id: newId() };
      const params = { number: "LR-000042" };
      const effect = await tellCustomer(scope, { customerId, accountId, template, params, subject, ...more });
      await enqueue(scope.tx, scope.actor, effect.events);
      return { keep: true, value: z.object({ letterId: z.uuid() }).parse(effect.events[0]?.payload).letterId };
    });
  }

  async function prepare(letterId: string) {
    const outcome = await house.run(prepareLetter, { letterId }, { as: worker() });
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.result.dispatches;
  }

  /** Told, prepared, and the text message of it. */
  async function sms(to: MadeAccount, template: LetterTemplate = "loss.protected") {
    const letterId = await tell(to, template);
    const dispatch = (await prepare(letterId)).find(({ channel }) => channel === "sms");
    if (!dispatch) throw new Error("no text message");
    return { letterId, dispatchId: dispatch.id };
  }

  const post = {
    house,
    door,
    providerDir,
    provider: await spawned(),
    /** The provider again, after it was killed. */
    restart: async () => {
      post.provider = await spawned();
    },
    messenger: (timeoutMs = 3_000) =>
      createMessenger({ url: post.provider.url, secret: TEST_MESSENGER_SECRET, timeoutMs }),
    worker,
    customer,
    tell,
    prepare,
    sms,
    context: (attempt = 1, eventId: string = newId()): JobContext => ({
      runtime: house.runtime,
      principal: worker(),
      eventId,
      attempt,
      requestId: newId(),
      signal: new AbortController().signal,
    }),
    detail: (id: string) => house.ask(letterDetailQuery, { id }, { as: house.as("customer-service") }),
    list: (filters: object, as = house.as("customer-service")) => house.ask(lettersListQuery, { filters }, { as }),
    failedItems: (letterId: string) =>
      house.rows<{ state: string }>("select state from work_items where kind = 'letter-failed' and subject_id = $1", [
        letterId,
      ]),
    async close() {
      await post.provider.stop();
      await door.close();
      await house.close();
      await rm(providerDir, { recursive: true, force: true });
    },
  };
  return post;
}
