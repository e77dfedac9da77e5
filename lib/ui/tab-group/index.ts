export { TabGroup } from './tab-group.tsx';
