export { LiveFigure, StandingText } from './live-figure.tsx';
export { ScrollBox } from './scroll-box.tsx';
