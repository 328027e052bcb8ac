import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { batchRow, importFile, paysimFile, paysimLine } from "@/tests/support/import-files";

const SAMPLE = "../shared/data/aml-transactions/paysim_first_25000.csv";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

type Sum = { date: string; direction: string; fen: bigint };

/** Sums read straight from the text, by nothing of the product: fen per (party, date, direction) of the natural-person line. */
async function independentSums(lines: AsyncIterable<string>): Promise<Map<string, Sum>> {
  const sums = new Map<string, Sum>();
  let first = true;
  for await (const line of lines) {
    if (first || line === "") {
      first = false;
      continue;
    }
    const [step = "", type = "", amount = "", from = "", , , to = ""] = line.split(",");
    const hours = Number(step) - 1;
    const date = new Date(Date.UTC(2026, 8, 1) + hours * 3_600_000).toISOString().slice(0, 10);
    const [whole = "0", cents = ""] = amount.split(".");
    const fen = BigInt(whole + cents.padEnd(2, "0"));
    const add = (party: string, direction: string) => {
      const key = `${party} ${date} ${direction}`;
      sums.set(key, { date, direction, fen: (sums.get(key)?.fen ?? 0n) + fen });
    };
    add(from, type === "CASH_IN" ? "in" : "out");
    if (type === "TRANSFER" && to.startsWith("C")) add(to, "in");
  }
  return sums;
}

const LINE_FEN = 50_000_000n;

/** Every candidate as "date direction fen", sorted: what both sides must agree on (the product never shows the party). */
function reached(sums: Map<string, Sum>): string[] {
  return [...sums.values()]
    .filter(({ fen }) => fen >= LINE_FEN)
    .map(({ date, direction, fen }) => `${date} ${direction} ${fen}`)
    .sort();
}

async function candidates(batchId: string): Promise<string[]> {
  const rows = await house.rows<{ line: string }>(
    `select distinct on (c.id) c.business_date || ' ' || c.direction || ' ' || c.cny_sum as line from large_value_candidates c
     join customers m on m.party_id = c.party_id join transactions t on t.customer_id = m.id and t.business_date = c.business_date
     where t.batch_id = $1 and c.state = 'open' and c.final and c.rule_id = 'law-hvt-natural-domestic'`,
    [batchId],
  );
  return rows.map(({ line }) => line).sort();
}

describe("large-value sums against an independent reading of the file", () => {
  it("agree on a small file with accumulation, both legs and midnight", async () => {
    const file = paysimFile([
      paysimLine({ step: 1, type: "TRANSFER", amount: "300000.00", from: "C900", to: "C901" }),
      paysimLine({ step: 24, type: "TRANSFER", amount: "200000.0", from: "C900", to: "C902" }),
      paysimLine({ step: 25, type: "TRANSFER", amount: "499999.99", from: "C900", to: "C901" }),
      paysimLine({ step: 25, type: "CASH_IN", amount: "500000.00", from: "C903", to: "C77" }),
      paysimLine({ step: 26, type: "CASH_OUT", amount: "500000.01", from: "C903", to: "C77" }),
      paysimLine({ step: 26, type: "TRANSFER", amount: "700000.00", from: "C904", to: "M9" }),
      paysimLine({ step: 26, type: "DEBIT", amount: "499999.99", from: "C905", to: "C77" }),
    ]);
    const { batchId, outcome } = await importFile(house, file);
    expect(outcome).toBe("loaded");
    const expected = reached(
      await independentSums(createInterface({ input: (await import("node:stream")).Readable.from([file]) })),
    );
    expect(expected).toHaveLength(4);
    expect(await candidates(batchId)).toEqual(expected);
    expect(await batchRow(house, batchId)).toMatchObject({
      state: "finalised",
      rows_accepted: 7,
      rows_rejected: 0,
      legs: 10,
      candidates: 4,
    });
  });

  // Where the sample is not beside the project there is nothing to compare.
  if (existsSync(SAMPLE)) {
    it("agree on the whole PaySim sample", async () => {
      const { batchId, outcome } = await importFile(house, readFileSync(SAMPLE));
      expect(outcome).toBe("loaded");
      const expected = reached(await independentSums(createInterface({ input: createReadStream(SAMPLE) })));
      expect(expected.length).toBeGreaterThan(1000);
      expect(await candidates(batchId)).toEqual(expected);
      expect(await batchRow(house, batchId)).toMatchObject({
        state: "finalised",
        rows_read: 25_000,
        rows_accepted: 25_000,
        rows_rejected: 0,
      });
    }, 600_000);
  }
});
