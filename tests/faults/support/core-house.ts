import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { createSandboxClient, type SandboxClient } from "@/sandbox/client";
import {
  type SpawnedCore,
  spawnCore,
  TEST_CALLBACK_SECRET,
  TEST_WEBHOOK_SECRET,
  temporaryDirectory,
} from "@/sandbox/testing";
import { createPaymentCore, type PaymentCore } from "@/server/controls/adapters/payment-core";
import { CoreUnreachable, deliverInstruction } from "@/server/controls/deliver";
import { receiveCallback } from "@/server/controls/http";
import { road } from "@/server/controls/testing";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { createGateway } from "@/server/limits/gateway-app";
import { TEST_GATEWAY_SECRET } from "@/server/limits/gateway-testing";

/** A house and a real sandbox core that call each other over HTTP. */
export type CoreHouse = {
  house: House;
  core: PaymentCore;
  /** Where the sandbox core listens. */
  coreUrl: string;
  client: SandboxClient;
  sandbox: SpawnedCore;
  way: ReturnType<typeof road<PaymentCore>>;
  /** Every status answered to a callback so far. */
  answers: number[];
  /** What a worker would do with the order of a measure; "unreachable" asks for another try. */
  deliver(measureId: string, options?: { attempt?: number; core?: PaymentCore }): Promise<"done" | "unreachable">;
  until(condition: () => Promise<boolean> | boolean): Promise<void>;
  reaches(measureId: string, state: string): Promise<void>;
  orderOf(measureId: string): Promise<{
    id: string;
    state: string;
    attempts: number;
    last_problem: string | null;
    core_sequence: string | null;
  }>;
  close(): Promise<void>;
};

/** `asksGateway`: the core asks the house's gateway before money goes out, at the house's time. */
export async function openCoreHouse(options: { asksGateway?: boolean } = {}): Promise<CoreHouse> {
  const [house, directory] = await Promise.all([openHouse(), temporaryDirectory()]);
  const answers: number[] = [];
  const web = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const body = Buffer.concat(chunks).toString("utf8");
    const status = await receiveCallback(house.runtime, TEST_CALLBACK_SECRET, { headers, body, requestId: "callback" });
    answers.push(status);
    response.writeHead(status).end();
  });
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  const callbackUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/api/core/callbacks`;
  const gateway = options.asksGateway ? createGateway(house.runtime, TEST_GATEWAY_SECRET) : undefined;
  const env = gateway && {
    GATEWAY_URL: await gateway.listen({ host: "127.0.0.1", port: 0 }),
    GATEWAY_SECRET: TEST_GATEWAY_SECRET,
    // What is asked here is answered, however busy the machine is.
    GATEWAY_WITHIN_MS: "600000",
  };
  const sandbox = await spawnCore({ dataDir: directory.path, callbackUrl, ...(env && { env }) });
  const core = createPaymentCore({ url: sandbox.url, secret: TEST_WEBHOOK_SECRET, timeoutMs: 30_000 });
  const client = createSandboxClient({ url: sandbox.url, secret: TEST_WEBHOOK_SECRET });
  const way = road(house, core);

  const orderOf: CoreHouse["orderOf"] = async (measureId) => {
    const [row] = await house.rows<Awaited<ReturnType<CoreHouse["orderOf"]>>>(
      "select id, state, attempts, last_problem, core_sequence from core_instructions where measure_id = $1 order by sequence desc limit 1",
      [measureId],
    );
    if (!row) throw new Error("no order");
    return row;
  };
  const until: CoreHouse["until"] = (condition) =>
    vi.waitFor(
      async () => {
        if (!(await condition())) throw new Error("not yet");
      },
      { timeout: 80_000, interval: 20 },
    );

  return {
    house,
    core,
    coreUrl: sandbox.url,
    client,
    sandbox,
    way,
    answers,
    orderOf,
    until,
    async deliver(measureId, options = {}) {
      const { id } = await orderOf(measureId);
      const delivery = {
        runtime: house.runtime,
        core: options.core ?? core,
        programmeId: "pay",
        attemptKey: `${id}:${options.attempt ?? 1}`,
        requestId: "job",
      };
      try {
        await deliverInstruction(delivery, id);
        return "done";
      } catch (error) {
        if (error instanceof CoreUnreachable) return "unreachable";
        throw error;
      }
    },
    reaches: (measureId, state) => until(async () => (await way.stateOf(measureId)) === state),
    async close() {
      await sandbox.kill();
      await gateway?.close();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      await Promise.all([house.close(), directory.remove()]);
    },
  };
}
