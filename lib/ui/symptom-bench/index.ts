export { SymptomBench } from './symptom-bench.tsx';
