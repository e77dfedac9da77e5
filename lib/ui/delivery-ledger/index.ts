export { DeliveryLedger } from './delivery-ledger.tsx';
