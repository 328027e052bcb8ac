import { Readable } from "node:stream";
import { addDuration, epochMilliseconds, instant } from "@/domain/shared/time";
import {
  discardFile,
  processBatch,
  retireBatch,
  spoolFile,
  startBatch,
  withdrawBatch,
} from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { finishImport, finishWithdrawal } from "@/server/reports/public";
import type { PersonPrincipal } from "./people";
import { createRandom, type Random } from "./random";
import type { SeedWorld } from "./world";

const WORKER: Principal = { kind: "system", name: "system:worker", programmeId: "pay" };

const HEADER = "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest";
/** Hours are counted from here in files of this kind. */
const ORIGIN = instant("2026-09-01T00:00:00+08:00");
const KINDS = ["CASH_IN", "CASH_OUT", "TRANSFER", "PAYMENT", "PAYMENT", "PAYMENT"] as const;
const SEED = 7_771;
const PART_ROWS = 60;

type File = {
  readonly name: string;
  readonly end: "finalised" | "withdrawn" | "failed" | "incomplete";
  readonly daysAgo: number;
  readonly text: string;
};

function row(random: Random, step: number): string {
  const kind = random.pick(KINDS);
  const amount = Math.max(0.01, random.logNormal(320, 1.2)).toFixed(2);
  const before = random.logNormal(4_000, 0.8);
  const after = Math.max(0, kind === "CASH_IN" ? before + Number(amount) : before - Number(amount));
  const origin = `C99${String(random.int(1, 90)).padStart(7, "0")}`;
  const far = `${kind === "PAYMENT" ? "M" : "C"}99${String(random.int(100, 180)).padStart(7, "0")}`;
  return [step, kind, amount, origin, before.toFixed(2), after.toFixed(2), far, "0.00", "0.00"].join(",");
}

function rows(random: Random, count: number, lastStep: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    row(random, Math.max(1, lastStep - 40 + Math.floor((at * 40) / count))),
  );
}

const csv = (lines: readonly string[]): string => `${[HEADER, ...lines].join("\n")}\n`;

function planFiles(random: Random, hoursSinceOrigin: number): File[] {
  const step = (daysAgo: number) => hoursSinceOrigin - daysAgo * 24 - 2;
  const bad = [
    `${step(2)},PAYMENT,-12.00,C990000001,10.00,0.00,M990000101,0.00,0.00`,
    `${step(2)},GIFT,12.00,C990000002,20.00,8.00,M990000102,0.00,0.00`,
    `${step(2)},TRANSFER,99999999999999999999.00,C990000003,1.00,0.00,C990000103,0.00,0.00`,
    "next,PAYMENT,5.00,C990000004,9.00,4.00,M990000104,0.00,0.00",
  ];
  return [
    { name: "wallet-week.csv", end: "finalised", daysAgo: 6, text: csv(rows(random, 260, step(6))) },
    { name: "wallet-resent.csv", end: "withdrawn", daysAgo: 5, text: csv(rows(random, 120, step(5))) },
    { name: "wallet-export.csv", end: "failed", daysAgo: 4, text: `hour,what,yuan\n${step(4)},PAYMENT,10.00\n` },
    {
      name: "wallet-with-faults.csv",
      end: "finalised",
      daysAgo: 2,
      text: csv([...rows(random, 180, step(2)), ...bad]),
    },
    { name: "wallet-today.csv", end: "incomplete", daysAgo: 0, text: csv(rows(random, 3 * PART_ROWS, step(0))) },
  ];
}

/** Takes five small files in by the same road as a person's upload, one to each end. Nothing before the files' time begins. */
export async function seedImports(world: SeedWorld): Promise<void> {
  const { clock, people } = world;
  const officer = people.get("officer@hengchuan.example");
  const lead = people.get("lead@hengchuan.example");
  const present = clock.now();
  const hours = Math.floor((epochMilliseconds(present) - epochMilliseconds(ORIGIN)) / 3_600_000);
  if (!officer || !lead || hours < 24 * 9) return;
  for (const file of planFiles(createRandom(SEED), hours)) {
    clock.set(addDuration(present, { hours: -24 * file.daysAgo, minutes: file.daysAgo === 0 ? -1 : -35 }));
    await takeIn(world, file, { officer, lead });
  }
  clock.set(present);
}

async function takeIn(
  { runtime, dataDir, clock }: SeedWorld,
  file: File,
  by: { officer: PersonPrincipal; lead: PersonPrincipal },
): Promise<void> {
  const requestId = newId();
  const spooled = await spoolFile(dataDir, Readable.from([Buffer.from(file.text)]));
  const input = { ...spooled, mapping: "paysim", fileName: file.name, attended: file.end === "incomplete" };
  const started = await execute(runtime, startBatch, { principal: by.officer, input, key: newId(), requestId });
  if (!started.ok) throw new Error(`import: ${started.code}`);
  const { batchId } = started.result;
  clock.set(addDuration(clock.now(), { seconds: 20 }));
  if (file.end === "incomplete") {
    const stop = new AbortController();
    const options = { dataDir, requestId, chunkRows: PART_ROWS, signal: stop.signal, onProgress: () => stop.abort() };
    await processBatch(runtime, WORKER, batchId, options);
    return;
  }
  const outcome = await processBatch(runtime, WORKER, batchId, { dataDir, requestId });
  if (outcome === "loaded") await finishImport(runtime, WORKER, batchId, requestId);
  if (file.end === "withdrawn") {
    clock.set(addDuration(clock.now(), { minutes: 50 }));
    await execute(runtime, withdrawBatch, { principal: by.lead, input: { batchId }, key: newId(), requestId });
    await retireBatch(runtime, WORKER, batchId);
    await finishWithdrawal(runtime, WORKER, batchId, requestId);
  }
  await discardFile(runtime, WORKER, batchId, dataDir);
}
