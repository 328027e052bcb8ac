import type { Readable } from "node:stream";
import { DataStore, ERRORS, MemoryLocker, Server, Upload } from "@tus/server";
import { EVIDENCE_POLICY } from "@/domain/evidence/policy";
import { isUuid } from "@/domain/shared/ids";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { finishUpload } from "./commands/finish-upload";
import { fileKey } from "./file-keys";
import { spooledBytes, writeSpool } from "./spool";
import { findFile } from "./store";

export const UPLOAD_PATH = "/api/files/upload";

type Ticket = { readonly id: string; readonly bytes: number; readonly open: boolean; readonly key: Buffer | null };

/** An upload this person has announced, not yet over; undefined for everybody else's and for what never was. */
async function ticketOf(runtime: Runtime, principal: Principal, id: string): Promise<Ticket | undefined> {
  if (!isUuid(id)) return undefined;
  return inScope(runtime, principal, "read", async (scope) => {
    const { actor, now } = scope;
    const file = await findFile(scope, id);
    const mine = file?.uploadedBy === actor.id && actor.permissions.has("evidence.attach");
    if (!file || !mine || file.state === "erased") return { keep: false, value: undefined };
    const open = file.state === "uploading";
    if (open && now >= file.expiresAt) return { keep: false, value: undefined };
    return { keep: false, value: { id, bytes: file.bytes, open, key: open ? await fileKey(scope, file) : null } };
  });
}

/**
 * The bytes of uploads as the protocol's server wants them, seen by one caller. Nothing is created here: an upload exists
 * since its command, and who may send to it was decided there.
 */
class Tickets extends DataStore {
  readonly #runtime: Runtime;
  readonly #principal: Principal;
  readonly #dataDir: string;

  constructor(runtime: Runtime, principal: Principal, dataDir: string) {
    super();
    this.#runtime = runtime;
    this.#principal = principal;
    this.#dataDir = dataDir;
  }

  async #ticket(id: string): Promise<Ticket> {
    const ticket = await ticketOf(this.#runtime, this.#principal, id);
    if (!ticket) throw ERRORS.FILE_NOT_FOUND;
    return ticket;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { bytes, open } = await this.#ticket(id);
    // What was handed over already is complete, whoever missed the answer.
    const offset = open ? await spooledBytes(this.#dataDir, id) : bytes;
    if (open && offset === bytes) await this.finish(id);
    return new Upload({ id, size: bytes, offset });
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const { key, open } = await this.#ticket(id);
    if (!open || !key) throw ERRORS.FILE_NOT_FOUND;
    return writeSpool(this.#dataDir, id, key, source, offset);
  }

  /** Once the last byte lies on disk; a second time says the same. */
  async finish(id: string): Promise<void> {
    const received = await spooledBytes(this.#dataDir, id);
    const outcome = await execute(this.#runtime, finishUpload, {
      principal: this.#principal,
      input: { fileId: id, received },
      key: newId(),
      requestId: newId(),
    });
    if (!outcome.ok) throw { status_code: 409, body: outcome.code };
  }
}

// One process lets one request write to an upload at a time. Two processes write the same bytes to the same places.
const locker = new MemoryLocker();
const METHODS = new Set(["HEAD", "PATCH"]);

/** Answers a request of the resumable upload protocol (tus 1.0.0) about an announced upload. */
export async function receiveUpload(
  request: Request,
  { runtime, principal, dataDir }: { runtime: Runtime; principal: Principal; dataDir: string },
): Promise<Response> {
  if (!METHODS.has(request.method)) return new Response(null, { status: 405, headers: { allow: "HEAD, PATCH" } });
  const datastore = new Tickets(runtime, principal, dataDir);
  const server = new Server({
    path: UPLOAD_PATH,
    datastore,
    locker,
    maxSize: EVIDENCE_POLICY.maxBytes,
    onUploadFinish: async (_request, upload) => {
      await datastore.finish(upload.id);
      return {};
    },
  });
  const response = (await server.handleWeb(request)) as Response;
  response.headers.set("cache-control", "no-store");
  return response;
}
