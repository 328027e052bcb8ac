import type { Principal } from "@/server/kernel/actor";
import { ask } from "@/server/kernel/query";
import { runtime } from "@/server/kernel/runtime";
import { transactionsList } from "@/server/ledger/public";
import { limitsAccountQuery } from "@/server/limits/public";

/** A web server at work: people who each open an account every second, with its limits and its transactions. */
const PEOPLE = 20;
const EVERY_MS = 1_000;
/** Accounts shown before it says that it works: a server that has just started is another thing than a busy one. */
const WARM_LOOKS = 5 * PEOPLE;

const own = await runtime();
const principal = JSON.parse(process.env.BENCH_PRINCIPAL ?? "{}") as Principal;
const accounts = (process.env.BENCH_ACCOUNTS ?? "").split(",");
let looks = 0;
async function person(which: number): Promise<never> {
  await pause((which * EVERY_MS) / PEOPLE);
  for (let at = which; ; at += PEOPLE) {
    const begun = performance.now();
    const accountId = accounts[at % accounts.length] ?? "";
    await ask(own, limitsAccountQuery, { principal, input: { accountId }, requestId: "bench" });
    await ask(own, transactionsList, { principal, input: { filters: { account: accountId } }, requestId: "bench" });
    looks += 1;
    if (looks === WARM_LOOKS) process.stdout.write(`${JSON.stringify({ event: "working" })}\n`);
    await pause(EVERY_MS - (performance.now() - begun));
  }
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
process.on("message", (asked) => {
  if (asked === "looks") process.send?.({ looks });
});
await Promise.all(Array.from({ length: PEOPLE }, (_, which) => person(which)));
