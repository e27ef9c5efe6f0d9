import { describe, expect, it } from '@jest/globals';
import { Invalid, type ServiceContext } from '@probity/shell';
import * as p from '../testing/panel-samples.js';
import { penaltyInRegister } from './penalty.lookups.js';

const mark = (module: string, component: string, ratifiedOn?: string) => ({
  ...{ student: 's-501', module, component, attempt: 1, attemptsAllowed: 3 },
  ...(ratifiedOn === undefined ? {} : { ratifiedOn }),
});
const context = {
  policies: { get: () => p.panelPolicy },
  registers: {
    module: async (_: string, code: string) => (code === 'HI5001' ? { code, compensates: true } : undefined),
    results: async (_: string, of: string) =>
      of === 's-501'
        ? [
            mark('HI5001', 'essay'),
            mark('HI5002', 'essay'),
            mark('HI5003', 'exam', '2018-02-01'),
            mark('HI5003', 'essay'),
          ]
        : [],
  },
} as unknown as ServiceContext;
const lookedUp = (tariff: string, ...parameters: readonly Record<string, unknown>[]) =>
  penaltyInRegister(
    context,
    p.stateOf(p.known),
    tariff,
    parameters.map((one) => ({ parameters: one })),
  );

describe('what the register says of what a penalty names', () => {
  it('is whether a board has ratified the marks of the modules, and whether the module compensates [UC-21.9.2] [UC-21.6.1]', async () => {
    expect(await lookedUp('practice-penalties', { modules: 'HI5002, HI5003' })).toEqual({
      inRegister: { ratified: ['HI5003'], compensates: true },
    });
  });

  it('is of one component where components are named [UC-22.3.1]', async () => {
    expect(await lookedUp('misconduct-penalties', { components: 'HI5003/exam, HI5003 / essay' })).toEqual({
      inRegister: { ratified: ['HI5003/exam'], compensates: true },
    });
  });

  it('has no module that the student has no mark in', async () => {
    const wrong = lookedUp('misconduct-penalties', {}, { modules: 'HI9999' });
    await expect(wrong).rejects.toThrow(Invalid);
    await expect(wrong).rejects.toMatchObject({ field: '/chosen/1/parameters/modules', code: 'no-such-mark' });
    await expect(lookedUp('misconduct-penalties', { components: 'HI5002' })).rejects.toThrow(Invalid);
    await expect(lookedUp('misconduct-penalties', { modules: 'HI5002/essay' })).rejects.toThrow(Invalid);
  });

  it('is not asked for where the tariff does not read it', async () => {
    expect(await lookedUp('standard-penalty', { modules: 'HI9999' })).toEqual({});
    expect(await lookedUp('no-such-tariff', {})).toEqual({});
  });
});
