import { runSuite } from './suite.ts';

runSuite('faithful');
