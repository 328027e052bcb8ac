"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc/client";
import { Choice } from "./form-parts";

/** The files of an incident that were taken in, to choose a proof from; undefined while they are asked for. */
export function useProofs(incidentId: string): readonly string[] | undefined {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.evidence.files.queryOptions({ subject: { type: "incident", id: incidentId } }));
  return data?.files.filter(({ state }) => state === "ready").map(({ id }) => id);
}

/** One of the files of an incident; says what to do where there is none. */
export function ProofChoice(props: {
  proofs: readonly string[] | undefined;
  label: string;
  none: string;
  value: string;
  onChange(id: string): void;
}) {
  const { proofs, label } = props;
  return (
    <>
      {proofs?.length === 0 ? <p className="hg-hint">{props.none}</p> : null}
      <Choice
        label={label}
        value={props.value}
        options={(proofs ?? []).map((id, at) => ({ value: id, label: `${label} ${at + 1}` }))}
        onChange={props.onChange}
      />
    </>
  );
}
