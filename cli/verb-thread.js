// A thread keeps its own compile cache, and what is imported before it is on is compiled at every start.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./verb-thread.ts');
