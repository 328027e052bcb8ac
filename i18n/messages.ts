import type { zhCN } from "./zh-cn";

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** The shape every language must have: what is said in Chinese must be said in English, and the other way round. */
export type Messages = Texts<typeof zhCN>;
