export { HookLeaks } from './hook-leaks.tsx';
