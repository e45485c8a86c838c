/** Route matching of HTTP APIs: the most specific route wins. */
import type { HttpApi, Route } from '../template/model.ts';

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}

interface Candidate {
  readonly route: Route;
  readonly method: string;
  readonly parts: readonly string[];
  /** Higher wins: static parts before parameters before greedy ones; a method before ANY. */
  readonly rank: number;
}

const PARAMETER = /^\{([^}+]+)(\+?)\}$/;

export function createRouter(api: HttpApi): (method: string, path: string) => RouteMatch | undefined {
  const candidates = api.routes
    .filter(({ key }) => key !== '$default')
    .map(candidateOf)
    .toSorted((a, b) => b.rank - a.rank);
  const fallback = api.routes.find(({ key }) => key === '$default');
  return (method, path) => {
    const parts = path.split('/').slice(1);
    for (const candidate of candidates) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const parameters = matchParts(candidate.parts, parts);
      if (parameters === undefined) continue;
      const named = Object.keys(parameters).length > 0;
      return { route: candidate.route, pathParameters: named ? parameters : undefined };
    }
    return fallback && { route: fallback, pathParameters: undefined };
  };
}

function candidateOf(route: Route): Candidate {
  const [method = '', path = ''] = route.key.split(' ', 2);
  const parts = path.split('/').slice(1);
  const rank = parts.reduce((sum, part) => {
    const parameter = PARAMETER.exec(part);
    return sum * 4 + (parameter === null ? 3 : parameter[2] === '+' ? 1 : 2);
  }, 0);
  return { route, method, parts, rank: rank * 2 + (method === 'ANY' ? 0 : 1) };
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [i, expected] of pattern.entries()) {
    const actual = parts[i];
    const parameter = PARAMETER.exec(expected);
    if (actual === undefined) return undefined;
    if (parameter === null) {
      if (actual !== expected) return undefined;
    } else if (parameter[2] === '+') {
      found[parameter[1] ?? ''] = decode(parts.slice(i).join('/'));
      return found;
    } else {
      if (actual === '') return undefined;
      found[parameter[1] ?? ''] = decode(actual);
    }
  }
  return parts.length === pattern.length ? found : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
