import { afterAll, beforeAll, expect, it } from "vitest";
import { DATA_MAP } from "@/db/data-map";
import { type House, openHouse } from "@/server/kernel/testing/house";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it("every table an erasure goes over finds a customer's rows by an index", async () => {
  const rows = await house.rows<{ place: string }>(
    `select i.indrelid::regclass::text || '.' || a.attname as place from pg_index i
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = '(' || a.attname || ' IS NOT NULL)'`,
  );
  const indexed = new Set(rows.map(({ place }) => place));
  const asked = Object.entries(DATA_MAP).flatMap(([table, { route }]) => {
    if (route.by === "none" || table.endsWith("_stops")) return [];
    const own = `${table}.${route.by === "column" ? route.column : route.on}`;
    return route.by === "column" ? [own] : [own, `${route.through}.${route.column}`];
  });
  expect(asked.filter((place) => !indexed.has(place))).toEqual([]);
});
