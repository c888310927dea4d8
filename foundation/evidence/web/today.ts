import type { Fact } from '#foundation/evidence/contract.ts'

/** The day it is in China. */
export const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** Whether nobody has renewed a fact that still stands. */
export const awaitsRenewal = ({ overdueFrom, superseded, withdrawnAt }: Fact): boolean =>
  overdueFrom !== null && overdueFrom <= today() && !superseded && withdrawnAt === null
