/** The order of test files: what takes longest is begun first, so that no worker is left alone with it at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts runtimes, dozens of them: each file takes as long as many others together. */
const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/integration/runtime/');

export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files.filter(isLong), ...files.filter((file) => !isLong(file))]);
  }
}
