import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How many lanes stand beside each other. */
    '--lanes'?: number;
  }
}
