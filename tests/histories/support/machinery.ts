import { newId } from "@/server/kernel/new-id";
import type { AtOnceStep } from "./at-once-steps";
import { at, startClock } from "./clock-model";
import { acknowledge, callback, lie, sweep, work } from "./core-model";
import { end, stopped } from "./model";
import { type Play, pick, type Told } from "./play";
import type { Step } from "./steps";

export type Machinery = Exclude<
  Step,
  | AtOnceStep
  | {
      do:
        | "propose"
        | "release"
        | "look"
        | "approve"
        | "reject"
        | "withdraw"
        | "race"
        | "twice"
        | "pause"
        | "resume"
        | "extend";
    }
>;

export async function machinery(it: Play, step: Machinery): Promise<Told> {
  const { bench, made, model } = it;
  switch (step.do) {
    case "work": {
      const jobs = await bench.jobs();
      const job = jobs[pick(jobs.length, step.which) ?? -1];
      if (!job) return undefined;
      const index = (await bench.orders(made)).indexOf(job.instructionId);
      const want = work(model, index, step.mood);
      return { want, got: await bench.work(job, step.mood, step.dies) };
    }
    case "callback": {
      const known = model.orders.flatMap(({ atCore }, index) => (atCore ? [index] : []));
      const index = known[pick(known.length, step.which) ?? -1];
      if (index === undefined) return undefined;
      const news = ["queued", "sent"].includes(model.orders[index]?.state ?? "");
      callback(model, index);
      const got = await bench.callback((await bench.orders(made))[index] ?? "", step.times);
      const want = Array.from({ length: step.times }, (_, n) => (news && n === 0 ? "recorded" : "replayed"));
      return { want: want.join(), got: got.sort().join() };
    }
    case "lie": {
      const index = pick(model.orders.length, step.which);
      const order = index === undefined ? undefined : model.orders[index];
      if (index === undefined || !order) return undefined;
      const answered = order.state === "applied" || order.state === "rejected";
      if (step.about === "another-event" && !answered) return undefined;
      lie(model, index);
      const about = {
        instructionId: (await bench.orders(made))[index] ?? "",
        measureId: step.about === "another-measure" ? newId() : (made.measures[order.measure] ?? ""),
        accountNumber: step.about === "another-account" ? "9900000000000" : made.account.coreNumber,
      };
      return { want: "refused", got: await bench.lie(about) };
    }
    case "acknowledge": {
      const which = pick(model.measures.length, step.which);
      if (which === undefined) return undefined;
      const want =
        stopped(model, step.who, "request", "controls.failure.acknowledge", `m${which}`) ??
        acknowledge(model, step.who, which);
      return { want, got: await bench.acknowledge(step.who, made.measures[which] ?? "") };
    }
    case "wait":
      wait(it, step.minutes);
      return undefined;
    case "expire":
      return expire(it);
    case "sweep":
      sweep(model);
      await bench.sweep();
      return undefined;
    case "customer-changes":
      model.customer += 1;
      await bench.changeCustomer(made);
      return undefined;
    case "session": {
      const person = model.people[step.who];
      if (person) person.out = step.ends;
      await bench.endSession(step.who, step.ends);
      return undefined;
    }
    case "role": {
      const person = model.people[step.who];
      if (person) person.role = step.role;
      await bench.setRole(step.who, step.role);
      return undefined;
    }
    case "start-clock": {
      const clock = startClock(model.now, step.rule);
      await bench.act.startClock(made, clock, model.now);
      it.clocks.push(clock);
      return undefined;
    }
    case "cancel-clock": {
      const which = pick(it.clocks.length, step.which);
      const clock = which === undefined ? undefined : it.clocks[which];
      if (which === undefined || !clock) return undefined;
      if (clock.state !== "cancelled") Object.assign(clock, { state: "cancelled", version: clock.version + 1 });
      await bench.act.cancelClock(made, which);
      return undefined;
    }
  }
}

export function wait({ bench, model }: Play, minutes: number): void {
  model.now += minutes;
  bench.house.clock.set(at(model.now));
}

export async function expire({ bench, model }: Play): Promise<Told> {
  const over = model.proposals.flatMap(({ status, expires }, index) =>
    status === "pending" && model.now >= expires ? [index] : [],
  );
  for (const index of over) end(model, index, "expired", "system:worker");
  return { want: String(over.length), got: String(await bench.expire()) };
}
