import { setFlagsFromString } from "node:v8";

/*
 * For a process that works through long lists: what is left over is cleared away when the heap has grown by half, not when it
 * has become a multiple. That costs some time and keeps the process small whatever it goes through.
 */
setFlagsFromString("--heap-growing-percent=50");
