export { LiveFigure, StandingText } from './live-figure.tsx';
