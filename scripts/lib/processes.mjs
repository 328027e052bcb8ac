import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./paths.mjs";
import { StartError } from "./report.mjs";
import { spawnTied } from "./tied-process.mjs";

const LOG_LIMIT = 10 * 1024 * 1024;
const LONGEST_WAIT_MS = 30_000;

/**
 * Runs the programs of one stack: each writes its log to a file, all are tied to this process, and all stop in the
 * order opposite to their start.
 * @param {object} options
 * @param {string} options.logFolder absolute
 * @param {(line: string) => void} options.write where lines for the person at the terminal go
 * @param {boolean} [options.verbose] show every line of every program
 */
export function createProcesses({ logFolder, write, verbose = false }) {
  /** @type {{ name: string, stop: () => Promise<unknown> }[]} */
  const running = [];
  let stopping = false;
  let fail = (_error) => {};
  /** Rejects when a program that must live has died. @type {Promise<never>} */
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  mkdirSync(logFolder, { recursive: true, mode: 0o700 });

  const spawnLogged = (name, args, env) => {
    const file = join(logFolder, `${name}.log`);
    if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
    const log = createWriteStream(file, { flags: "a", mode: 0o600 });
    const child = spawnTied(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
    const last = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        log.write(`${line}\n`);
        last.push(line);
        if (last.length > 15) last.shift();
        if (verbose || isError(line)) write(`${name} | ${line}`);
      });
    }
    child.exit.then(() => log.end());
    return { child, last, file };
  };

  return {
    failed,
    /** Runs a program to its end; refuses (StartError with its last lines) when it ends with another code than 0. */
    async once(name, args, env) {
      const { child, last } = spawnLogged(name, args, env);
      const entry = { name, stop: () => child.stop() };
      running.push(entry);
      const { code } = await child.exit;
      running.splice(running.indexOf(entry), 1);
      if (code !== 0 && !stopping) throw new StartError(`${name} failed (exit ${code}).\n${last.join("\n")}`);
    },
    /**
     * Keeps a program running. `vital`: its death fails the whole stack; otherwise it is started again, after a wait
     * that doubles each time it does not live for a minute.
     */
    keep(name, args, env, { vital = false } = {}) {
      let current;
      let wait = 500;
      let timer;
      const start = () => {
        const since = performance.now();
        const { child, last, file } = spawnLogged(name, args, env);
        current = child;
        child.exit.then(({ code, signal }) => {
          if (stopping) return;
          const how = signal ? `signal ${signal}` : `exit ${code}`;
          if (vital) return fail(new StartError(`${name} ended by itself (${how}); log: ${file}\n${last.join("\n")}`));
          wait = performance.now() - since > 60_000 ? 500 : Math.min(wait * 2, LONGEST_WAIT_MS);
          write(`${name} ended by itself (${how}); starting it again in ${wait / 1000} s; log: ${file}`);
          timer = setTimeout(start, wait);
        });
      };
      start();
      const stop = () => {
        clearTimeout(timer);
        return current?.stop();
      };
      running.push({ name, stop });
      return { pid: () => current?.pid, stop };
    },
    /** Fails the whole stack when something else that must live ends by itself. */
    watch(name, ended) {
      ended.then(() => stopping || fail(new StartError(`${name} ended by itself.`)));
    },
    /** Fails the whole stack, as when a vital program dies. */
    fail: (error) => fail(error),
    /** Adds what stops after everything else: the database. */
    addLast(name, stop) {
      running.unshift({ name, stop });
    },
    /** Stops everything, the last started first. Never fails; calling it again waits for the same end. */
    stop: once(async () => {
      stopping = true;
      for (const { name, stop } of running.reverse()) {
        await Promise.resolve(stop()).catch((error) => write(`${name}: ${error.message}`));
      }
    }),
  };
}

/** A structured log line of level error or worse, which belongs on the terminal too. */
function isError(line) {
  return /"level":\s*"?(error|fatal|50|60)\b/.test(line);
}

function once(work) {
  let result;
  return () => {
    result ??= work();
    return result;
  };
}
