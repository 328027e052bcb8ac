/** What the server answers to a received file. */
export type ReceivedFile = { readonly fileToken: string; readonly sha256: string; readonly bytes: number };

/** How sending a file ended. `lost`: no answer came; `stopped`: the person stopped it. */
export type SendOutcome =
  | { readonly ok: true; readonly file: ReceivedFile }
  | { readonly ok: false; readonly code: string; readonly params?: Readonly<Record<string, string | number>> }
  | { readonly ok: false; readonly failure: "lost" | "stopped" | "denied" };

/**
 * Sends a file to the server as it lies on disk, without reading it into memory, telling how many bytes have gone.
 * Aborting the signal stops it; the server then keeps nothing.
 */
export function sendFile(
  file: File,
  options: { onSent(bytes: number): void; signal: AbortSignal },
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/ingestion/upload");
    request.responseType = "json";
    request.setRequestHeader("content-type", "text/csv");
    request.upload.addEventListener("progress", (event) => options.onSent(event.loaded));
    request.addEventListener("load", () => resolve(outcomeOf(request)));
    request.addEventListener("error", () => resolve({ ok: false, failure: "lost" }));
    request.addEventListener("abort", () => resolve({ ok: false, failure: "stopped" }));
    options.signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function outcomeOf(request: XMLHttpRequest): SendOutcome {
  const body = request.response as
    | (Partial<ReceivedFile> & { code?: string; params?: Record<string, string | number> })
    | null;
  if (request.status === 201 && body?.fileToken && body.sha256 && body.bytes !== undefined) {
    return { ok: true, file: { fileToken: body.fileToken, sha256: body.sha256, bytes: body.bytes } };
  }
  if (body?.code) return { ok: false, code: body.code, ...(body.params ? { params: body.params } : {}) };
  return { ok: false, failure: request.status === 401 || request.status === 403 ? "denied" : "lost" };
}
