import { sql } from "drizzle-orm";
import { z } from "zod";
import { CONTROLS, type ControlName, isControl } from "@/domain/completeness/register";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import { notice } from "@/server/notifications/public";
import { closeItems, openItems } from "@/server/worklist/public";
import { readStandings } from "../standings";
import { toldOf } from "../told";

type Open = { id: string; control: string };

/**
 * Opens a miss, with work and a notice to who is on duty for its owner, for each control that did not run in time; and
 * ends the misses of those that ran again, with their work.
 */
export const watchControls = command({
  name: "completeness.controls.watch",
  permission: "completeness.watch",
  input: z.strictObject({}),
  subject: () => ({ type: "register", id: "controls" }),
  async handle(scope, _input) {
    const { tx, actor, now, newId } = scope;
    // One watcher at a time in a programme: two must not tell of one miss twice.
    await tx.execute(sql`select pg_advisory_xact_lock(6963, hashtext(${actor.programmeId}))`);
    const standings = await readStandings(scope);
    const missed = standings.filter(({ state }) => state === "missed");
    const { rows: open } = await tx.execute<Open>(
      sql`select id, control from control_misses where programme_id = ${actor.programmeId} and ran_again_at is null for update`,
    );
    const known = new Set(open.map(({ control }) => control));
    const late = missed.filter(({ control }) => !known.has(control));
    const opened: { id: string; number: string; control: ControlName }[] = [];
    for (const { control, lastDoneAt, alarmAt } of late) {
      const one = { id: newId<"control-miss">() as string, number: await takeNumber(tx, "control-miss"), control };
      await tx.execute(sql`insert into control_misses
        (id, programme_id, legal_entity_id, number, control, last_done_at, alarm_at, found_at)
        values (${one.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${one.number}, ${control},
          ${lastDoneAt}::timestamptz, ${alarmAt}::timestamptz, ${now}::timestamptz)`);
      opened.push(one);
    }
    await openItems(
      tx,
      actor,
      opened.map(({ id, number }) => ({
        kind: "control-missed",
        number,
        subjectType: "control-miss",
        subjectId: id,
        dueAt: now,
      })),
      now,
    );

    const still = new Set<string>(missed.map(({ control }) => control));
    const back = open.filter(({ control }) => !still.has(control));
    const ids = back.map(({ id }) => id);
    if (ids.length > 0) {
      await tx.execute(sql`update control_misses set ran_again_at = ${now}::timestamptz
        where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
      await closeItems(tx, actor, { kind: "control-missed", subjectIds: ids, as: "cancelled" }, now);
    }

    const events = [];
    for (const { id, number, control } of opened) {
      const people = await toldOf(scope, CONTROLS[control].owner);
      events.push(
        ...notice(people, "completeness.alarm", { number, kind: "control-missed" }, { type: "control-miss", id }),
      );
    }
    return committed({
      result: {
        missed: opened.map(({ control }) => control),
        ranAgain: back.map(({ control }) => control).filter(isControl),
      },
      audit: [
        {
          kind: "completeness.controls.watch",
          subject: { type: "register", id: "controls" },
          data: { missed: opened.map(({ control }) => control), ranAgain: back.map(({ control }) => control) },
        },
      ],
      events,
    });
  },
});
