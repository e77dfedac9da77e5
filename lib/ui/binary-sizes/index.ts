export { BinarySizes } from './binary-sizes.tsx';
