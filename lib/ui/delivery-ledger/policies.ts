/** What a writer does about a message of which it does not know whether it arrived. */
export type PolicyId = 'forget' | 'resend' | 'resend-id' | 'in-order';

/** A policy, and how it acts. */
export interface Policy {
  readonly id: PolicyId;
  readonly label: string;
  /** What it promises, in the words of the field. */
  readonly promise: string;
  /** Whether it keeps a message until its acknowledgement, and sends it again. */
  readonly resends: boolean;
  /** Whether a message keeps its id over all tries. */
  readonly keepsId: boolean;
  /** Whether nothing new leaves before everything that was sent earlier is acknowledged or on its way again. */
  readonly oldestFirst: boolean;
}

/** The policies, each with one thing more than the one before. */
export const POLICIES: readonly Policy[] = [
  {
    id: 'forget',
    label: 'Send and forget',
    promise: 'at most once',
    resends: false,
    keepsId: false,
    oldestFirst: false,
  },
  {
    id: 'resend',
    label: 'Resend, new id',
    promise: 'at least once',
    resends: true,
    keepsId: false,
    oldestFirst: false,
  },
  {
    id: 'resend-id',
    label: 'Resend, same id',
    promise: 'effectively once',
    resends: true,
    keepsId: true,
    oldestFirst: false,
  },
  {
    id: 'in-order',
    label: 'Same id, oldest first',
    promise: 'effectively once, in order',
    resends: true,
    keepsId: true,
    oldestFirst: true,
  },
];

/** A policy by its id. */
export function policyOf(id: PolicyId): Policy {
  const found = POLICIES.find((policy) => policy.id === id);
  if (found === undefined) throw new RangeError(`Expected \`id\` to be that of a policy, got \`${id}\``);
  return found;
}
