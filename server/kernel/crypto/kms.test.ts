import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newDataKey } from "@/server/kernel/crypto/envelope";
import { keyRingPath, openKeyRing, rotateMasterKey } from "@/server/kernel/crypto/key-ring";
import { KmsError, kmsProtection } from "@/server/kernel/crypto/kms";

/** A key management service over HTTP: it never gives its key away, and asks for token, key and context. */
async function startKms() {
  const key = randomBytes(32);
  const calls: string[] = [];
  const control = { mode: "works" as "works" | "garbage" };
  const encryptBytes = (plain: Buffer, aad: string) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, iv);
    cipher.setAAD(Buffer.from(aad));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  };
  const decryptBytes = (blob: Buffer, aad: string) => {
    const decipher = createDecipheriv("aes-256-gcm", key, blob.subarray(0, 12));
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(blob.subarray(12, 28));
    return Buffer.concat([decipher.update(blob.subarray(28)), decipher.final()]);
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const operation = String(request.headers["x-amz-target"]).replace("TrentService.", "");
    calls.push(operation);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
    if (request.headers.authorization !== "Bearer good") return answer(403, { __type: "AccessDeniedException" });
    if (control.mode === "garbage") return answer(200, { hello: 1 });
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, string>;
    if (body.KeyId !== "alias/hegui") return answer(400, { __type: "NotFoundException" });
    const aad = JSON.stringify(body.EncryptionContext);
    if (operation === "Encrypt") {
      const blob = encryptBytes(Buffer.from(body.Plaintext ?? "", "base64"), aad);
      return answer(200, { CiphertextBlob: blob.toString("base64"), KeyId: body.KeyId });
    }
    try {
      const plain = decryptBytes(Buffer.from(body.CiphertextBlob ?? "", "base64"), aad);
      return answer(200, { Plaintext: plain.toString("base64"), KeyId: body.KeyId });
    } catch {
      return answer(400, { __type: "InvalidCiphertextException" });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    control,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const CONTEXT = { keyId: "key-1", subjectId: "subject-1", retentionClass: "identity" };

let dataDir: string;
let kms: Awaited<ReturnType<typeof startKms>>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "kms-"));
  kms = await startKms();
});
afterEach(async () => {
  await kms.close();
  await rm(dataDir, { recursive: true });
});

const protection = (token = "good", keyId = "alias/hegui") => kmsProtection({ url: kms.url, keyId, token });

describe("a ring sealed by a key management service", () => {
  it("lies on disk without a secret, and opens when the service releases it", async () => {
    const made = await openKeyRing({ dataDir, create: true, protection: protection() });
    const text = await readFile(keyRingPath(dataDir), "utf8");
    for (const word of ["masters", "blind", "purposes", "signing", made.blindKey().toString("base64")]) {
      expect(text).not.toContain(word);
    }
    const key = newDataKey();
    const wrapped = made.wrap(key, CONTEXT);
    const again = await openKeyRing({ dataDir, create: false, protection: protection() });
    expect(again.unwrap(wrapped, CONTEXT)).toEqual(key);
    expect(again.guardedBy).toBe("kms");
    expect(kms.calls).toEqual(["Encrypt", "Decrypt"]);
  });

  it("rotates without the open rings asking the service", async () => {
    const open = await openKeyRing({ dataDir, create: true, protection: protection() });
    const second = await rotateMasterKey(dataDir, { protection: protection() });
    const asked = kms.calls.length;
    const key = newDataKey();
    expect(open.unwrap(second.wrap(key, CONTEXT), CONTEXT)).toEqual(key);
    expect(open.currentVersion).toBe(2);
    expect(kms.calls.length).toBe(asked);
  });

  it("takes a ring over that lay in the clear", async () => {
    const plain = await openKeyRing({ dataDir, create: true });
    const key = newDataKey();
    const wrapped = plain.wrap(key, CONTEXT);
    const sealed = await openKeyRing({ dataDir, create: false, protection: protection() });
    expect(sealed.unwrap(wrapped, CONTEXT)).toEqual(key);
    expect(await readFile(keyRingPath(dataDir), "utf8")).not.toContain(plain.blindKey().toString("base64"));
    await expect(openKeyRing({ dataDir, create: false })).rejects.toThrow("KEY_RING=kms");
  });

  it("is not opened, with a line that says why, when the service is away, refuses or answers nonsense", async () => {
    await openKeyRing({ dataDir, create: true, protection: protection() });
    const opening = (token?: string, keyId?: string) =>
      openKeyRing({ dataDir, create: true, protection: protection(token, keyId) });
    await expect(opening("bad")).rejects.toThrow(/refused Decrypt under alias\/hegui \(HTTP 403\)/);
    await expect(opening("good", "alias/other")).rejects.toThrow(KmsError);
    kms.control.mode = "garbage";
    await expect(opening()).rejects.toThrow("unknown form");
    const away = kmsProtection({ url: "http://127.0.0.1:9", keyId: "alias/hegui", token: "good" });
    await expect(openKeyRing({ dataDir, create: true, protection: away })).rejects.toThrow(/does not answer/);
  });

  it("is not opened when its bytes were changed", async () => {
    await openKeyRing({ dataDir, create: true, protection: protection() });
    const path = keyRingPath(dataDir);
    const file = JSON.parse(await readFile(path, "utf8")) as { body: string };
    const body = Buffer.from(file.body, "base64");
    body[40] = (body[40] ?? 0) ^ 1;
    await writeFile(path, JSON.stringify({ ...file, body: body.toString("base64") }));
    await chmod(path, 0o600);
    await expect(openKeyRing({ dataDir, create: true, protection: protection() })).rejects.toThrow("was changed");
  });
});
