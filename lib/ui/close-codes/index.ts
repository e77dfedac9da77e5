export { CloseCodes } from './close-codes.tsx';
