/** What a colour means; each has its shape: ■ protect, ◐ wait, ▲ late, ● done, ○ idle, ▨ prov, – none. */
export type Tone = "protect" | "wait" | "late" | "done" | "idle" | "prov" | "none";
