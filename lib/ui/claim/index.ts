export { ClaimValue } from './claim-value.tsx';
