/** Schedules of the template: each invokes its function every so often while the runtime runs. */
import type { ScheduleModel } from '../template/model.ts';
import type { LambdaService } from './service.ts';

export interface Schedules {
  stop(): void;
}

export function startSchedules(schedules: readonly ScheduleModel[], lambda: Pick<LambdaService, 'enqueue'>): Schedules {
  const timers = schedules.map(({ functionArn, everyMs, input }) =>
    setInterval(() => lambda.enqueue(functionArn, input), everyMs).unref(),
  );
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
