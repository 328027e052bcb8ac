import { z } from "zod";
import type { Result } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import type { House } from "@/server/kernel/testing/house";
import { type AtOnce, type Deduction, endAtOnce, extendMeasure, imposeAtOnce, orderDeduction } from "../at-once";
import { type Imposition, imposeBySystem, liftBySystem } from "../by-system";
import type { SystemEffect } from "../effect";

type Ended = Parameters<typeof endAtOnce>[1];
type Extended = Parameters<typeof extendMeasure>[1];
/** What the capabilities that give measures at once ask of controls. */
export type Deed =
  | { readonly do: "impose"; readonly asked: AtOnce }
  | { readonly do: "deduct"; readonly asked: Deduction }
  | { readonly do: "end"; readonly asked: Ended }
  | { readonly do: "extend"; readonly asked: Extended }
  | { readonly do: "state"; readonly asked: Imposition }
  | { readonly do: "unstate"; readonly asked: Parameters<typeof liftBySystem>[1] };

function carry(scope: Scope, deed: Deed): Promise<Result<SystemEffect & { measureId?: string; outcome?: string }>> {
  if (deed.do === "impose") return imposeAtOnce(scope, deed.asked);
  if (deed.do === "deduct") return orderDeduction(scope, deed.asked);
  if (deed.do === "state") return imposeBySystem(scope, deed.asked);
  if (deed.do === "unstate") return liftBySystem(scope, deed.asked);
  return deed.do === "end" ? endAtOnce(scope, deed.asked) : extendMeasure(scope, deed.asked);
}

/** A capability's own command, standing in for the desks of orders and of losses. */
const door = command({
  name: "controls.measure.impose",
  permission: "controls.expire",
  input: z.object({ deed: z.custom<Deed>() }),
  subject: () => ({ type: "measure", id: "01920000-0000-7000-8000-000000000000" }),
  async handle(scope, { deed }) {
    const done = await carry(scope, deed);
    if (!done.ok) return done;
    const { audit, events, measureId = "", outcome = "done" } = done.value;
    const own = { kind: "controls.measure.alarm" as const, subject: { type: "measure", id: scope.newId<"measure">() } };
    return committed({ result: { measureId, outcome }, audit: [own, ...audit], events });
  },
});

/** Carries a deed out as the desk behind it would, by the system's own hand. */
export function doors(house: House) {
  return (deed: Deed, key?: string) =>
    house.run(door, { deed }, { as: house.system("system:worker"), ...(key && { key }) });
}
