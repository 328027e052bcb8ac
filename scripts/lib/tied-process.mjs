import { spawn } from "node:child_process";

/**
 * The shell holds a pipe whose other end only this process has: when it closes (we ask for a stop, or we die, even by
 * kill -9), the watcher sends SIGNAL to the program, and kills it when it does not end. The program gets no standard
 * input and never sees the pipe. At the end the shell clears its own process group: the watcher, and what the program
 * left behind.
 */
const TIE = `exec 3<&0
"$0" "$@" 3<&- </dev/null &
p=$!
(cat <&3 >/dev/null; kill -SIGNAL $p; sleep 20; kill -KILL $p) 2>/dev/null &
exec 3<&-
wait $p
s=$?
trap "" TERM
kill -TERM 0
exit $s`;

const LAST_WORDS_MS = 5_000;

/**
 * Starts a program whose life is tied to this process, in a process group of its own, so that Ctrl-C at the terminal
 * reaches only us and the order of stopping stays ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, signal?: "TERM" | "INT",
 *   output?: number | "pipe" | "ignore" }} [options] `signal`: what asks the program to stop; `output`: an open file
 *   descriptor for both streams, or "pipe"
 */
export function spawnTied(command, args, { signal = "TERM", output = "pipe", ...options } = {}) {
  const child = spawn("/bin/sh", ["-c", TIE.replace("SIGNAL", signal), command, ...args], {
    ...options,
    detached: true,
    stdio: ["pipe", output, output],
  });
  // Writing never happens; a broken pipe at the end is no news.
  child.stdin?.on("error", () => {});
  let ended = false;
  /** @type {Promise<{ code: number | null, signal: string | null, error?: Error }>} */
  const exit = new Promise((resolve) => {
    const finish = (result) => {
      ended = true;
      child.stdin?.destroy();
      heard(child).then(() => resolve(result));
    };
    child.once("error", (error) => finish({ code: null, signal: null, error }));
    child.once("exit", (code, by) => {
      // A shell that was killed could not clear its group: the program would live on with nobody to stop it.
      if (by !== null) signalGroup(child.pid, `SIG${signal}`);
      finish({ code, signal: by });
    });
  });
  return {
    pid: child.pid,
    stdout: child.stdout,
    stderr: child.stderr,
    exit,
    hasEnded: () => ended,
    /** Asks the program to stop, kills its whole group when it has not ended in time, and waits for its end. */
    async stop(graceMs = 10_000) {
      if (ended) return exit;
      child.stdin?.end();
      const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), graceMs);
      const result = await exit;
      clearTimeout(timer);
      // A program that forked may leave children behind in its group.
      signalGroup(child.pid, "SIGKILL");
      return result;
    },
  };
}

/**
 * Resolves when what the program wrote has been taken from its pipes: its end may be seen before its last words. What it
 * left behind may hold them open; nobody waits long for that.
 */
function heard({ stdout, stderr }) {
  const listened = [stdout, stderr].filter((stream) => stream?.readableFlowing && !stream.closed);
  const closed = listened.map((stream) => new Promise((resolve) => stream.once("close", resolve)));
  let timer;
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, LAST_WORDS_MS);
  });
  return Promise.race([Promise.all(closed), enough]).finally(() => clearTimeout(timer));
}

function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}
