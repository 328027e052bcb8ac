import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { processBatch, spoolFile, startBatch } from "@/server/ingestion/public";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { finishImport } from "./public";
import { largeValueList } from "./queries";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const HEADER =
  "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud";
const row = (step: number, amount: number, from: string) => `${step},PAYMENT,${amount}.00,${from},0,0,M9,0,0,0,0`;

async function take(rows: readonly string[]): Promise<string> {
  const spooled = await spoolFile(house.dataDir, Readable.from([Buffer.from([HEADER, ...rows, ""].join("\n"))]));
  const started = await house.run(
    startBatch,
    { ...spooled, mapping: "paysim", fileName: "f.csv" },
    { as: house.as("compliance-officer") },
  );
  if (!started.ok) throw new Error(started.code);
  const worker = house.system("system:worker");
  const { batchId } = started.result;
  await processBatch(house.runtime, worker, batchId, { dataDir: house.dataDir, requestId: newId() });
  await finishImport(house.runtime, worker, batchId, newId());
  return batchId;
}

const listed = async (batch: string, as = house.as("compliance-officer")) => {
  const { rows } = await house.ask(
    largeValueList,
    { filters: { batch }, sort: "amount", order: "desc", limit: 50 },
    { as },
  );
  return rows.map(({ businessDate, transactionCount }) => [businessDate, transactionCount]);
};

it("shows the candidates an import has a leg in, and no others", async () => {
  const first = await take([row(1, 900_000, "C1"), row(2, 900_000, "C2"), row(3, 10, "C3")]);
  const second = await take([row(4, 800_000, "C2"), row(30, 950_000, "C1")]);
  const third = await take([row(5, 10, "C9")]);
  expect(await listed(first)).toEqual([
    ["2026-09-01", 2],
    ["2026-09-01", 1],
  ]);
  expect(await listed(second)).toEqual([
    ["2026-09-01", 2],
    ["2026-09-02", 1],
  ]);
  expect(await listed(third)).toEqual([]);
  expect(await listed(newId())).toEqual([]);
  expect(await listed(first, house.as("compliance-officer", { programme: MALL }))).toEqual([]);
});
