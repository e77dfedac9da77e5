import 'react';

declare module 'react' {
  interface CSSProperties {
    /** The brief's share of a workbench's width. */
    '--columns'?: string;
    /** The editor's share of a workbench's height. */
    '--rows'?: string;
  }
}
