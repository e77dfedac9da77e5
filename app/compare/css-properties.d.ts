import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How many lanes stand beside each other. */
    '--lanes'?: number;
    /** A total as a share of the largest. */
    '--share'?: number;
    /** Payload as a share of its total. */
    '--payload'?: number;
  }
}
