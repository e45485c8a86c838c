import { runSuite } from './suite.ts';

runSuite('embedded');
