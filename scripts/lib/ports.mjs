import { createServer } from "node:net";

/**
 * A TCP port free on 127.0.0.1 at this moment: `preferred` when it is free, else one the system chooses.
 * @param {number} [preferred]
 */
export async function freePort(preferred = 0) {
  if (preferred && !(await isFree(preferred))) return freePort();
  if (preferred) return preferred;
  return listenOnce(0, "127.0.0.1");
}

/** True when the port can be listened on at the host now. */
export async function isFree(port, host = "127.0.0.1") {
  try {
    await listenOnce(port, host);
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
