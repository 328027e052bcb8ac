type Waiting<In, Out> = { readonly item: In; resolve(value: Out): void; reject(error: unknown): void };
type Lane<In, Out> = { busy: boolean; readonly queue: Waiting<In, Out>[] };

/** A small, even spread of texts over lanes: the same text always takes the same one. */
function laneOf(text: string, lanes: number): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return Math.abs(hash) % lanes;
}

/**
 * Gathers what comes in while a batch is under way into the next, so that many share one transaction and a lone one never
 * waits. Things of one `key` keep their order. `run` gives one result for each item, in their order; where it throws, a
 * batch of several is tried again one by one, so that no item fails for another's sake.
 */
export function createLanes<In, Out>(options: {
  readonly lanes: number;
  readonly size: number;
  run(group: string, items: readonly In[]): Promise<readonly Out[]>;
}) {
  const groups = new Map<string, Lane<In, Out>[]>();

  async function settle(group: string, batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await options.run(
        group,
        batch.map(({ item }) => item),
      );
      batch.forEach((one, at) => {
        const result = results[at];
        if (result === undefined) one.reject(new Error("no result"));
        else one.resolve(result);
      });
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      for (const one of batch) await settle(group, [one]);
    }
  }

  async function drain(group: string, lane: Lane<In, Out>): Promise<void> {
    lane.busy = true;
    while (lane.queue.length > 0) await settle(group, lane.queue.splice(0, options.size));
    lane.busy = false;
    if (lane.queue.length === 0 && groups.get(group)?.every((one) => !one.busy && one.queue.length === 0))
      groups.delete(group);
  }

  return {
    put(group: string, key: string, item: In): Promise<Out> {
      const lanes = groups.get(group) ?? Array.from({ length: options.lanes }, () => ({ busy: false, queue: [] }));
      groups.set(group, lanes);
      const lane = lanes[laneOf(key, options.lanes)];
      if (!lane) throw new Error("no lane");
      return new Promise<Out>((resolve, reject) => {
        lane.queue.push({ item, resolve, reject });
        if (!lane.busy) void drain(group, lane);
      });
    },
  };
}
