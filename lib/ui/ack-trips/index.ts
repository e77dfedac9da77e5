export { AckTrips } from './ack-trips.tsx';
