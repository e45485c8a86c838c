/** Everything that must hold in both modes, on one runtime. */
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { closeSockets } from '../../support/runtime-socket.ts';
import type { Mode } from '../../support/runtime-start.ts';
import { Suite } from '../../support/runtime-suite.ts';
import { accessTests } from './access.ts';
import { badFramesTests } from './bad-frames.ts';
import { badRequestsTests } from './bad-requests.ts';
import { connectionsTests } from './connections.ts';
import { conversationsTests } from './conversations.ts';
import { deliveryTests } from './delivery.ts';
import { endingTests } from './ending.ts';
import { historyTests } from './history.ts';
import { invitesTests } from './invites.ts';
import { peopleTests } from './people.ts';
import { presenceTests } from './presence.ts';
import { readingTests } from './reading.ts';
import { recoveryTests } from './recovery.ts';
import { reportsTests } from './reports.ts';
import { sendingTests } from './sending.ts';
import { sessionsTests } from './sessions.ts';
import { storeFaultsTests } from './store-faults.ts';
import { ticketsTests } from './tickets.ts';
import { traceTests } from './traces.ts';

export function runSuite(mode: Mode): void {
  const suite = new Suite(mode);
  beforeAll(() => suite.start());
  afterEach(closeSockets);
  afterAll(() => suite.stop());
  describe('sessions', () => {
    sessionsTests(suite);
  });
  describe('tickets', () => {
    ticketsTests(suite);
  });
  describe('invites', () => {
    invitesTests(suite);
  });
  describe('conversations', () => {
    conversationsTests(suite);
  });
  describe('people', () => {
    peopleTests(suite);
  });
  describe('access', () => {
    accessTests(suite);
  });
  describe('sending', () => {
    sendingTests(suite);
  });
  describe('history', () => {
    historyTests(suite);
  });
  describe('delivery', () => {
    deliveryTests(suite);
  });
  describe('presence', () => {
    presenceTests(suite);
  });
  describe('reading', () => {
    readingTests(suite);
  });
  describe('connections', () => {
    connectionsTests(suite);
  });
  describe('recovery', () => {
    recoveryTests(suite);
  });
  describe('bad requests', () => {
    badRequestsTests(suite);
  });
  describe('bad frames', () => {
    badFramesTests(suite);
  });
  describe('reports of browsers', () => {
    reportsTests(suite);
  });
  describe('faults of the store', () => {
    storeFaultsTests(suite);
  });
  describe('ending', () => {
    endingTests(suite);
  });
  /** Looks at what all the others left behind. */
  describe('traces', () => {
    traceTests(suite);
  });
}
