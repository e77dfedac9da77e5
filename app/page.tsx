import type { JSX } from 'react';

export default function HomePage(): JSX.Element {
  return <h1>Wirelab</h1>;
}
