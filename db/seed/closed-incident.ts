import sharp from "sharp";
import type { z } from "zod";
import type { Authority } from "@/domain/incidents/model";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { BlobStore } from "@/server/evidence/adapters/blob-store";
import { finishUpload } from "@/server/evidence/commands/finish-upload";
import { startUpload } from "@/server/evidence/commands/start-upload";
import { addEntry } from "@/server/incidents/commands/add-entry";
import { addPersons } from "@/server/incidents/commands/add-persons";
import { closeIncident } from "@/server/incidents/commands/close-incident";
import { proposeNotice } from "@/server/incidents/commands/propose-notice";
import { recordReport } from "@/server/incidents/commands/record-report";
import { registerIncident } from "@/server/incidents/commands/register-incident";
import { saveNotice } from "@/server/incidents/commands/save-notice";
import { saveReport } from "@/server/incidents/commands/save-report";
import { sendNotice } from "@/server/incidents/commands/send-notice";
import { startNotice } from "@/server/incidents/commands/start-notice";
import "@/server/incidents/doors";
import "@/server/incidents/letter-body";
import "@/server/incidents/proposals";
import type { Principal } from "@/server/kernel/actor";
import type { Command } from "@/server/kernel/command";
import { storePaper } from "./kyc-papers";
import { approveAsSeen, personOf, run } from "./run";
import type { SeedWorld } from "./world";

const WORKER: Principal = { kind: "system", name: "system:worker", programmeId: "pay" };
const PEOPLE = 8;

const REPORT = {
  kinds: "姓名、手机号码",
  cause: "合作方测试环境误用真实数据，访问控制未生效",
  harm: "可能收到骚扰电话和冒充客服的短信",
  measures: "已关闭测试环境并删除副本，更换接口凭证",
  selfHelp: "勿信陌生来电，不点击短信链接",
  contact: "隐私专员，privacy-pay@example.invalid",
} as const;

/** Runs a command about an incident as it stands. */
type Deed = <I extends z.ZodType, R>(cmd: Command<I, R>, input: object) => Promise<R>;

/** An incident from its discovery to its end: people told in time, authorities told with receipts, closed with its lessons. */
export async function seedClosedIncident(world: SeedWorld, store: BlobStore, foundAt: Instant): Promise<void> {
  const officer = personOf(world, "privacy");
  const at = (minutes: number) => world.clock.set(addDuration(foundAt, { minutes }));
  at(35);
  const { id } = await run(world, officer, registerIncident, {
    kind: "unauthorised-access",
    certainty: "happened",
    severity: "larger",
    cii: false,
    discoveredAt: foundAt,
    occurredFrom: null,
    occurredTo: null,
    systems: ["partner-system"],
    dataKinds: ["C2/contact"],
    estimate: PEOPLE,
    cause: "partner",
    what: "合作方在测试环境误用了部分客户的姓名和手机号码，环境可从外网访问。",
    why: "测试数据未脱敏，访问控制未生效",
    harm: "可能收到骚扰电话和冒充客服的短信。",
  });
  const deed: Deed = async (cmd, input) =>
    run(world, officer, cmd, { id, version: await versionOf(world, id), ...input } as never);
  at(50);
  await deed(addEntry, { kind: "taken", at: world.clock.now(), words: "合作方已关闭测试环境，删除副本并更换凭证。" });
  await deed(addPersons, { choice: { by: "list", content: await numbersOf(world) } });
  for (const [place, authority] of (["cac", "pboc", "privacy"] as const).entries()) {
    at(70 + place * 20);
    await report(world, store, deed, { id, authority });
  }
  await tell(world, deed, at);
  at(3 * 24 * 60);
  await deed(closeIncident, { lessons: "合作方测试一律使用合成数据；上线前核对外网可达性，并写入合作协议。" });
}

async function versionOf({ runtime }: SeedWorld, id: string): Promise<number> {
  const { rows } = await runtime.pool.query<{ version: number }>("select version from incidents where id = $1", [id]);
  return rows[0]?.version ?? 0;
}

async function numbersOf({ runtime }: SeedWorld): Promise<string> {
  const { rows } = await runtime.pool.query<{ number: string }>(
    `select number from customers where programme_id = 'pay' and kind = 'person' and status = 'active' order by number desc limit ${PEOPLE}`,
  );
  return rows.map(({ number }) => number).join("\n");
}

/** Tells an authority, with the receipt on file. */
async function report(
  world: SeedWorld,
  store: BlobStore,
  deed: Deed,
  { id, authority }: { readonly id: string; readonly authority: Authority },
): Promise<void> {
  await deed(saveReport, { authority, ...REPORT });
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    "select id from incident_reports where incident_id = $1 and authority = $2",
    [id, authority],
  );
  const evidenceId = await receipt(world, store, id, authority);
  const sent = { reportId: rows[0]?.id ?? "", sentAt: world.clock.now(), channel: "platform" as const, evidenceId };
  await run(world, personOf(world, "privacy"), recordReport, sent);
}

/** A picture of a receipt: shapes without words, as every sample of the demo it looks like no real paper. */
async function receipt(world: SeedWorld, store: BlobStore, incidentId: string, name: string): Promise<string> {
  const [width, height] = [900, 560];
  const bars = [60, 120, 170, 220, 270, 420]
    .map(
      (y, place) =>
        `<rect x="60" y="${y}" width="${place === 0 ? 420 : 640 - place * 60}" height="22" fill="#8a94a0"/>`,
    )
    .join("");
  const drawn = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${bars}</svg>`,
  );
  const blank = sharp({ create: { width, height, channels: 3, background: "#f6f6f4" } });
  const bytes = await blank
    .composite([{ input: drawn }])
    .jpeg()
    .toBuffer();
  const officer = personOf(world, "privacy");
  const subject = { type: "incident", id: incidentId };
  const file = { subject, kind: "other-record" as const, name: `receipt-${name}.jpg`, bytes: bytes.length };
  const { fileId } = await run(world, officer, startUpload, file);
  await run(world, officer, finishUpload, { fileId, received: bytes.length });
  const quality = { width, height, sharpness: 90, glareFree: 95, framed: 95 };
  await storePaper(world.runtime, WORKER, store, fileId, { bytes, quality, lookHash: "0".repeat(16) });
  return fileId;
}

/** Tells everybody concerned, agreed to by a second person. */
async function tell(world: SeedWorld, deed: Deed, at: (minutes: number) => void): Promise<void> {
  const officer = personOf(world, "privacy");
  at(150);
  const { noticeId, noticeVersion } = await deed(saveNotice, {
    noticeId: null,
    kind: "individual",
    contact: "400-000-0000",
    ground: "",
    zh: {
      facts: "您的姓名和手机号码曾在合作方的测试环境中可被外部访问。",
      measures: "环境已关闭，副本已删除，凭证已更换。",
      advice: "请勿相信自称客服的来电，不点击短信中的链接。",
      remedies: "如需更换预留手机，可致电客服办理。",
    },
    en: null,
  });
  await run(world, officer, proposeNotice, { noticeId, version: noticeVersion });
  at(190);
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    "select id from approvals where subject_id = $1 and status = 'pending'",
    [noticeId],
  );
  await approveAsSeen(world, personOf(world, "lead"), { approvalId: rows[0]?.id ?? "" });
  at(200);
  await run(world, officer, startNotice, { noticeId, version: noticeVersion + 2 });
  at(201);
  await run(world, WORKER, sendNotice, { noticeId });
}
