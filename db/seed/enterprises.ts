import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { addDays, localDate, shanghaiDate } from "@/domain/shared/time";
import { recordRepresentative } from "@/server/customers/commands/record-representative";
import { recordStake } from "@/server/customers/commands/record-stake";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { fictitiousCreditCode } from "./enterprise-number";
import type { PersonPrincipal } from "./people";
import type { SeedWorld } from "./world";

/** Enterprises with owners and representatives on record. */
const ENTERPRISES = 6;
/** Numbers from here on are given to owners and representatives alone. */
const FIRST_NUMBER = 9_000;

type Person = { readonly name: string; readonly n: number };

/** Invented people, by number so that their documents differ. */
const PEOPLE: readonly Person[] = ["程雨桐", "陆明澈", "秦望舒", "白景行", "贺知微", "温若谷"].map((name, n) => ({
  name,
  n,
}));
const HOLDINGS = ["青岚汇成控股有限公司", "云汀远帆投资有限公司", "望川合众控股有限公司"];

const documentOf = ({ n }: Person) => ({
  documentType: "resident-id" as const,
  document: fictitiousIdentityNumber({
    birthDate: addDays(localDate("1970-03-01"), n * 911),
    area: FIRST_NUMBER + n,
    sequence: 100 + n,
  }),
});

/** Records who acts for and who owns the first enterprises; one tree is left with a part nobody is known for. */
export async function seedEnterprises(world: SeedWorld): Promise<void> {
  const officer = world.people.get("officer@hengchuan.example");
  if (!officer) return;
  const firms = [...new Set(world.accounts.filter(({ enterprise }) => enterprise).map(({ customerId }) => customerId))];
  for (const [at, customerId] of firms.slice(0, ENTERPRISES).entries()) {
    await seedOne(world, officer, customerId, at);
  }
}

async function seedOne(
  { runtime, clock }: SeedWorld,
  principal: PersonPrincipal,
  customerId: string,
  at: number,
): Promise<void> {
  const pick = (n: number): Person => PEOPLE[(at + n) % PEOPLE.length] ?? { name: "程雨桐", n: 0 };
  const call = () => ({ principal, key: newId(), requestId: newId() });
  const since = addDays(shanghaiDate(clock.now()), -200 - at * 31);
  for (const [n, role] of (["legal-representative", "operator"] as const).entries()) {
    const input = { customerId, role, name: pick(n).name, ...documentOf(pick(n)), since };
    const outcome = await execute(runtime, recordRepresentative, { ...call(), input });
    if (!outcome.ok) throw new Error(`representative: ${outcome.code}`);
  }
  const own = async (owner: Person, shareBp: number, aboveId?: string) => {
    const above = aboveId ? { aboveId } : {};
    const input = { customerId, kind: "person" as const, name: owner.name, ...documentOf(owner), shareBp, ...above };
    const outcome = await execute(runtime, recordStake, { ...call(), input });
    if (!outcome.ok) throw new Error(`stake: ${outcome.code}`);
  };
  await own(pick(0), 4000);
  const holding = {
    customerId,
    kind: "enterprise" as const,
    name: HOLDINGS[at % HOLDINGS.length] ?? "青岚汇成控股有限公司",
    documentType: "business-licence" as const,
    document: fictitiousCreditCode(FIRST_NUMBER + (at % HOLDINGS.length)),
    shareBp: at === 0 ? 5500 : 6000,
  };
  const above = await execute(runtime, recordStake, { ...call(), input: holding });
  if (!above.ok) throw new Error(`stake: ${above.code}`);
  await own(pick(2), 6667, above.result.stakeId);
  await own(pick(3), 3333, above.result.stakeId);
}
