import { decided } from "../../shared/result";
import type { RuleRef } from "../../shared/rule-ref";
import type { FieldName } from "../fields";
import type { CheckOutcome, DocumentKind, Finding } from "../model";
import type { FindingCode } from "./finding-codes";
import type { CheckInput } from "./input";
import type { CheckName } from "./names";

/** A check: looks at a submission and says what it found. Nothing where it does not concern the submission. */
export type Check = (input: CheckInput) => readonly Finding[];

/** What a finding is about, beside its check. Params hold no personal data. */
type About = {
  readonly fields?: readonly FieldName[];
  readonly documents?: readonly DocumentKind[];
  readonly params?: Readonly<Record<string, string | number>>;
};

/** Makes the findings of one check. A class, because its methods are made once: checks run thousands of times a second. */
class Findings<C extends CheckName> {
  constructor(
    private readonly check: C,
    private readonly basis: readonly RuleRef[],
  ) {}

  pass(code: FindingCode<C>, about?: About): Finding {
    return this.make("pass", code, about);
  }

  warn(code: FindingCode<C>, about?: About): Finding {
    return this.make("warn", code, about);
  }

  fail(code: FindingCode<C>, about?: About): Finding {
    return this.make("fail", code, about);
  }

  /** What the check needs is not there. */
  unknown(code: FindingCode<C>, about?: About): Finding {
    return this.make("unknown", code, about);
  }

  private make(outcome: CheckOutcome, code: string, { fields = [], documents = [], params = {} }: About = {}): Finding {
    const { check, basis } = this;
    return decided({ check, outcome, code, fields, documents, params, basis }, basis).value;
  }
}

/** What makes the findings of one check, each with the rules it rests on. */
export function findingsOf<C extends CheckName>(check: C, basis: readonly RuleRef[]): Findings<C> {
  return new Findings(check, basis);
}

/** The pointers to cite, of the rules in force on the day of the check. */
export function refs({ rules, today }: CheckInput, ...ids: readonly string[]): readonly RuleRef[] {
  return ids.map((id) => rules.ref(id, today));
}
