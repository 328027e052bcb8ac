import { allLookedAt } from "@/domain/kyc/arrival";
import { identityNumberOf } from "@/domain/kyc/declared";
import type { Declared, DocumentKind, Quality, Reading } from "@/domain/kyc/model";
import { fileFacts } from "@/server/evidence/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { RegistryQuestion, RegistryReply } from "./adapters/registry";
import { recordChecks } from "./commands/record-checks";
import { recordReading } from "./commands/record-reading";
import { loadDocuments, loadSubmission, openDeclared, type StoredDocument, type StoredSubmission } from "./store";

/** What was read from a picture; `lookHash` in hex. `problem`: a code of why it gave less than it should. */
export type PictureRead = {
  readonly readings: readonly Reading[];
  readonly quality: Quality | null;
  readonly lookHash: string | null;
  readonly problem: string | null;
};

/** What the work on a submission needs of its surroundings. */
export type Workshop = {
  /** The first page of a file, drawn anew; null when it cannot be shown. */
  readonly picture: (fileId: string) => Promise<Buffer | null>;
  readonly read: (bytes: Buffer, kind: DocumentKind, signal: AbortSignal) => Promise<PictureRead>;
  readonly ask: (question: RegistryQuestion, signal: AbortSignal) => Promise<RegistryReply>;
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** True when a picture will not be tried again: one that fails now is noted as unread. */
  readonly lastTry: boolean;
  /** True when the registry will not be asked again: the checks go on without its answer. */
  readonly lastAsk: boolean;
};

type Waiting = { readonly document: StoredDocument; readonly fileId: string; readonly sha256: string | null };
type Scene = {
  readonly submission: StoredSubmission;
  readonly declared: Declared;
  /** A picture whose file was taken in and that nobody has looked at. */
  readonly next: Waiting | undefined;
  readonly complete: boolean;
};

/** How often a submission that changes under the work is looked at anew in one job. */
const ROUNDS = 20;

/**
 * Brings a submission as far as it goes now: reads each picture that has come, asks the registry, runs the checks. Stops
 * where something is still missing; the next piece of news goes on. May be killed anywhere and run again: what was
 * recorded is not done twice. Throws when something outside fails, so that the job is tried again.
 */
export async function advance(
  runtime: Runtime,
  principal: Principal,
  submissionId: string,
  shop: Workshop,
): Promise<"checked" | "waiting" | "nothing"> {
  for (let round = 0; round < ROUNDS; round += 1) {
    shop.signal.throwIfAborted();
    const scene = await look(runtime, principal, submissionId);
    if (!scene) return "nothing";
    if (scene.next) {
      await readOne(runtime, principal, scene.next, shop);
      continue;
    }
    if (!scene.complete) return "waiting";
    if (await checkOne(runtime, principal, scene, shop)) return "checked";
  }
  throw new Error("a submission did not come to rest");
}

async function look(runtime: Runtime, principal: Principal, id: string): Promise<Scene | undefined> {
  return inScope<Scene | undefined>(runtime, principal, "read", async (scope) => {
    const submission = await loadSubmission(scope, id);
    if (submission?.state !== "collecting" && submission?.state !== "reading") return { keep: false, value: undefined };
    const documents = await loadDocuments(scope, id);
    const declared = await openDeclared(scope, submission);
    const complete = submission.state === "reading" && allLookedAt(documents);
    for (const document of documents) {
      if (document.readState !== "waiting" || document.fileId === null) continue;
      const file = await fileFacts(scope, document.fileId);
      if (file?.state !== "ready") continue;
      const next = { document, fileId: document.fileId, sha256: file.sha256 };
      return { keep: false, value: { submission, declared, next, complete } };
    }
    return { keep: false, value: { submission, declared, next: undefined, complete } };
  });
}

/** Seen on the picture, and no reason to call it unread. */
const READ_ALL_THE_SAME = ["zone-check-digit"];
const UNREAD: PictureRead = { readings: [], quality: null, lookHash: null, problem: "not-readable" };

async function readOne(
  runtime: Runtime,
  principal: Principal,
  { document, fileId, sha256 }: Waiting,
  shop: Workshop,
): Promise<void> {
  const { readings, quality, lookHash, problem } = await readPicture(document, fileId, shop);
  const failed = problem !== null && !READ_ALL_THE_SAME.includes(problem);
  const outcome = await execute(runtime, recordReading, {
    principal,
    input: {
      documentId: document.id,
      fileId,
      readings: readings.map((one) => ({ ...one, document: document.kind })),
      quality,
      contentSha256: sha256,
      lookHash,
      problem,
      failed,
    },
    key: `kyc-read:${document.id}:${fileId}`,
    requestId: shop.requestId,
  });
  // Stale: another file took its place meanwhile, or it was read by another worker; looking again tells.
  if (!outcome.ok && outcome.code !== "kyc.submission.stale" && outcome.code !== "kernel.key.reused")
    throw new Error(`reading not kept: ${outcome.code}`);
}

async function readPicture(document: StoredDocument, fileId: string, shop: Workshop): Promise<PictureRead> {
  try {
    const bytes = await shop.picture(fileId);
    return bytes === null ? UNREAD : await shop.read(bytes, document.kind, shop.signal);
  } catch (error) {
    if (shop.signal.aborted || !shop.lastTry) throw error;
    log("error", "kyc-reading", { document: document.id, ...safeError(error) });
    return UNREAD;
  }
}

/** The fields a registry is asked about: none where it could not tell whom it is asked about. */
function questionOf({ submission, declared }: Scene): RegistryQuestion | null {
  if (declared.name === undefined || identityNumberOf(declared) === undefined) return null;
  const { name, idType, idNumber, birthDate, sex, nationality, idValidFrom, idValidTo } = declared;
  return submission.subject === "person"
    ? {
        type: "public-security",
        fields: { name, idType, idNumber, birthDate, sex, nationality, idValidFrom, idValidTo },
      }
    : {
        type: "business-registry",
        fields: { name, idType, idNumber, idValidFrom, idValidTo, representativeName: declared.representativeName },
      };
}

async function askRegistry(scene: Scene, shop: Workshop) {
  const question = questionOf(scene);
  if (!question) return null;
  const said = await shop.ask(question, shop.signal);
  if (said.outcome === "unavailable" && !shop.lastAsk) throw new Error("the registry gave no answer");
  return { type: question.type, ...said };
}

/** Runs the checks; false when the submission changed meanwhile and is to be looked at anew. */
async function checkOne(runtime: Runtime, principal: Principal, scene: Scene, shop: Workshop): Promise<boolean> {
  const { id: submissionId, version } = scene.submission;
  const registry = await askRegistry(scene, shop);
  // What a registry says may differ from one try to the next: each try is its own act, and the version lets one through.
  const outcome = await execute(runtime, recordChecks, {
    principal,
    input: { submissionId, version, registry },
    key: `kyc-check:${submissionId}:${version}:${shop.requestId}`,
    requestId: shop.requestId,
  });
  if (outcome.ok) return true;
  if (outcome.code === "kyc.submission.stale") return false;
  throw new Error(`checks not kept: ${outcome.code}`);
}
