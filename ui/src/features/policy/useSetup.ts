import { useEffect, useState } from 'react';

import { timeZone } from '../../shared/own/choices';
import { PRESETS, type Answers } from './setupText';

export const STEPS = ['site', 'zones', 'things', 'names', 'review'] as const;

export type SetupStep = (typeof STEPS)[number];

interface Kept {
  step: SetupStep;
  answers: Answers;
}

const KEY = 'curfew.setup';

/** The answers so far and the step that one is at, kept in this browser: the set-up can be left and gone on with. */
export function useSetup() {
  const [kept, setKept] = useState<Kept>(read);
  useEffect(() => {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage may be forbidden: then a reload begins again.
    }
  }, [kept]);
  return {
    ...kept,
    goTo: (step: SetupStep) => {
      setKept((now) => ({ ...now, step }));
    },
    answer: (some: Partial<Answers>) => {
      setKept((now) => ({ ...now, answers: { ...now.answers, ...some } }));
    },
  };
}

/** The set-up is done, or begins again. */
export function forgetSetup(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden: then there is nothing to forget.
  }
}

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (isObject(kept)) {
      return { step: STEPS.find((step) => step === kept['step']) ?? 'site', answers: answersOf(kept['answers']) };
    }
  } catch {
    // What cannot be read was not written by this version: it begins again.
  }
  return { step: 'site', answers: answersOf({}) };
}

/** What was answered before; whoever sets a site up mostly lives by its clock. */
function answersOf(answers: unknown): Answers {
  const kept = isObject(answers) ? answers : {};
  const text = (name: string) => (typeof kept[name] === 'string' ? kept[name] : '');
  const zones: unknown[] = Array.isArray(kept['zones']) ? kept['zones'] : [];
  const things: unknown[] = Array.isArray(kept['things']) ? kept['things'] : [];
  return {
    site: text('site'),
    name: text('name'),
    timeZone: typeof kept['timeZone'] === 'string' ? kept['timeZone'] : timeZone(),
    gateway: text('gateway'),
    resolvers: text('resolvers'),
    timeServers: text('timeServers'),
    zones: zones.filter(isObject).map(({ subnet, zone }) => ({ subnet: String(subnet), zone: String(zone) })),
    things: things.map(String),
    preset: PRESETS.find((preset) => preset === kept['preset']) ?? 'home',
    controller: text('controller'),
    names: text('names'),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
