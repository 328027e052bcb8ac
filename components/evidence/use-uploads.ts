"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Upload } from "tus-js-client";
import type { EvidenceKind } from "@/domain/evidence/codes";
import type { RefusalParams } from "@/domain/shared/result";
import { useTRPCClient } from "@/lib/trpc/client";
import type { EvidenceSubject } from "./evidence";

/** Bytes of one request: small enough for every proxy on the way, and little is lost with one. */
const CHUNK_BYTES = 4 * 1024 * 1024;
const RETRY_MS = [0, 1_000, 3_000, 5_000, 10_000];
const DENIED = [401, 403];
const GONE = [404, 410];

type Problem = { readonly code: string; readonly params?: RefusalParams };
/** One file being sent. `lost`: the line is down, what arrived is kept. */
export type Sending = {
  readonly key: string;
  readonly file: File;
  readonly fileId: string | null;
  readonly sent: number;
  readonly state: "sending" | "paused" | "lost" | "denied" | "gone" | "refused";
  readonly problem: Problem | null;
};

function failureOf(error: unknown): Sending["state"] {
  const response = (error as { originalResponse?: { getStatus(): number } | null }).originalResponse;
  const status = response?.getStatus() ?? 0;
  if (DENIED.includes(status)) return "denied";
  return GONE.includes(status) ? "gone" : "lost";
}

/**
 * Sends files of a subject, each on its own, to be paused, resumed and given up; a finished one leaves the list, and
 * `onSent` is told of it.
 */
export function useUploads(subject: EvidenceSubject, onSent?: (fileId: string, file: File) => void) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const uploads = useRef(new Map<string, Upload>());
  const told = useRef(onSent);
  useEffect(() => {
    told.current = onSent;
  });

  useEffect(() => {
    const running = uploads.current;
    return () => {
      for (const upload of running.values()) void upload.abort();
    };
  }, []);

  const change = useCallback((key: string, part: Partial<Sending>) => {
    setSendings((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  }, []);
  const drop = useCallback((key: string) => {
    uploads.current.delete(key);
    setSendings((all) => all.filter((one) => one.key !== key));
  }, []);

  const send = useCallback(
    async (key: string, file: File, fileId: string) => {
      const { Upload } = await import("tus-js-client");
      const upload = new Upload(file, {
        uploadUrl: `/api/files/upload/${fileId}`,
        chunkSize: CHUNK_BYTES,
        retryDelays: RETRY_MS,
        storeFingerprintForResuming: false,
        onProgress: (sent) => change(key, { sent }),
        onError: (error) => change(key, { state: failureOf(error) }),
        onSuccess: () => {
          drop(key);
          told.current?.(fileId, file);
          void queries.invalidateQueries();
        },
      });
      uploads.current.set(key, upload);
      change(key, { fileId, state: "sending" });
      upload.start();
    },
    [change, drop, queries],
  );

  /** Announces a file and sends it. With `fileId`, goes on with one announced before. */
  const add = useCallback(
    async (file: File, kind: EvidenceKind, fileId?: string) => {
      const key = crypto.randomUUID();
      setSendings((all) => [...all, { key, file, fileId: null, sent: 0, state: "sending", problem: null }]);
      if (fileId) return send(key, file, fileId);
      try {
        const input = { subject: { ...subject }, kind, name: file.name, bytes: file.size };
        const answer = await client.evidence.startUpload.mutate({ key, input });
        if (answer.ok) await send(key, file, answer.result.fileId);
        else change(key, { state: "refused", problem: answer });
      } catch {
        change(key, { state: "lost" });
      }
    },
    [client, send, change, subject],
  );

  const pause = useCallback(
    (key: string) => {
      void uploads.current.get(key)?.abort();
      change(key, { state: "paused" });
    },
    [change],
  );
  const resume = useCallback(
    (sending: Sending, kind: EvidenceKind) => {
      const upload = uploads.current.get(sending.key);
      change(sending.key, { state: "sending" });
      if (upload) upload.start();
      else {
        drop(sending.key);
        void add(sending.file, kind, sending.fileId ?? undefined);
      }
    },
    [add, change, drop],
  );
  const giveUp = useCallback(
    (sending: Sending) => {
      void uploads.current.get(sending.key)?.abort();
      drop(sending.key);
      const input = { fileId: sending.fileId ?? "", reason: "unneeded" as const };
      if (!sending.fileId) return;
      void client.evidence.discard
        .mutate({ key: crypto.randomUUID(), input })
        .catch(() => undefined)
        .then(() => queries.invalidateQueries());
    },
    [client, drop, queries],
  );
  return { sendings, add, pause, resume, giveUp };
}
