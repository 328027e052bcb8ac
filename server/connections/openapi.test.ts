import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { transform } from "esbuild";
import { generateSource } from "oazapfts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_SCOPES } from "@/domain/connections/scopes";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { openApiDocument } from "./openapi";
import { ROUTES } from "./routes";
import { serveDoor } from "./serve-door";
import { callDoor, makeKey } from "./testing";

let house: House;
let door: Awaited<ReturnType<typeof serveDoor>>;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  door = await serveDoor(house.runtime);
  folder = await mkdtemp(join(tmpdir(), "hegui-client-"));
});
afterAll(async () => {
  await door.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the OpenAPI document", () => {
  const lint = async (source: string) => {
    const config = await createConfig({ extends: ["recommended"] });
    const found = await lintFromString({ source, absoluteRef: "openapi.json", config });
    return found.map(({ severity, ruleId, message }) => `${severity} ${ruleId}: ${message}`);
  };

  it("passes a linter of others without an error or a warning", async () => {
    expect(await lint(JSON.stringify(openApiDocument()))).toEqual([]);
  });

  it("would be found out if it did not", async () => {
    const broken = JSON.stringify(openApiDocument()).replaceAll(
      '"operationId":"getAccount"',
      '"operationId":"getCustomer"',
    );
    expect((await lint(broken)).join()).toContain("operation-operationId-unique");
  });

  it("has every door, and every door's shapes by name", () => {
    const { paths = {}, components, openapi } = openApiDocument();
    expect(openapi).toBe("3.1.0");
    const ids = Object.values(paths).flatMap((item) =>
      [item?.get, item?.post, item?.put].map((one) => one?.operationId),
    );
    expect(ids.filter(Boolean).sort()).toEqual(ROUTES.map(({ operationId }) => operationId).sort());
    expect(Object.keys(components?.schemas ?? {})).toEqual(
      expect.arrayContaining(["Customer", "TransactionRow", "Problem", "SubmissionWrite"]),
    );
    expect(JSON.stringify(components?.schemas?.TransactionRow)).toContain('"additionalProperties":false');
  });

  it("is served to everybody, without a key", async () => {
    const answer = await callDoor(house, "GET", "/openapi.json");
    expect(answer).toMatchObject({ status: 200, body: { openapi: "3.1.0" } });
  });
});

type Client = Record<string, (...args: unknown[]) => Promise<{ status: number; data: Record<string, unknown> }>> & {
  defaults: { baseUrl: string; headers: Record<string, string> };
};

describe("a client made from the document by others", () => {
  async function makeClient(): Promise<Client> {
    const spec = join(folder, "openapi.json");
    await writeFile(spec, JSON.stringify(openApiDocument()));
    const source = await generateSource(spec);
    const { code } = await transform(source, { loader: "ts", format: "esm" });
    const runtimeUrl = import.meta.resolve("@oazapfts/runtime");
    const queryUrl = import.meta.resolve("@oazapfts/runtime/query");
    const file = join(folder, "client.mjs");
    const linked = code
      .replaceAll('"@oazapfts/runtime/query"', JSON.stringify(queryUrl))
      .replaceAll('"@oazapfts/runtime"', JSON.stringify(runtimeUrl));
    await writeFile(file, linked);
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Client;
  }

  it("writes, reads, pages and understands a problem over the wire", async () => {
    const client = await makeClient();
    const { token } = await makeKey(house, API_SCOPES);
    client.defaults.baseUrl = door.url;
    client.defaults.headers = { authorization: `Bearer ${token}` };
    const call = (operation: string, ...args: unknown[]) => {
      const made = client[operation];
      if (!made) throw new Error(`no ${operation} in ${Object.keys(client).join(" ")}`);
      return made(...args);
    };
    const customer = await call("putCustomer", "g-1", { externalRef: "G1", kind: "person", name: "周七一" });
    expect(customer).toMatchObject({ status: 201, data: { created: true } });
    expect(await call("getCustomer", customer.data.id)).toMatchObject({ status: 200, data: { name: "周•一" } });
    const rows = [
      {
        id: "G-T1",
        occurredAt: "2026-10-08T10:00:00+08:00",
        kind: "payment",
        direction: "out",
        amount: "12.00",
        currency: "CNY",
        customer: { ref: "G1", kind: "person" },
        counterparty: { ref: "M1", type: "merchant" },
      },
    ];
    const written = await call("recordTransactions", "g-2", { rows });
    expect(written).toMatchObject({ status: 200, data: { accepted: 1 } });
    const listed = await call("listTransactions", { limit: 1, batchId: written.data.batchId });
    expect(listed).toMatchObject({ status: 200, data: { items: [{ amount: "12.00" }], nextCursor: null } });
    const problem = await call("putCustomer", "g-3", { externalRef: "G1", kind: "enterprise" });
    expect(problem.status).toBe(409);
    const unknown = await call("getAccount", "019a0000-0000-7000-8000-00000000ffff");
    expect(unknown).toMatchObject({ status: 404 });
  });

  it("has a function for every door", async () => {
    await makeClient();
    const made = await readFile(join(folder, "client.mjs"), "utf8");
    for (const { operationId } of ROUTES) expect(made).toContain(`function ${operationId}(`);
  });
});
