#!/usr/bin/env node
// `npx jiujing diagnose …`: the set-up of run.mjs, then the command line.
process.argv.splice(2, 0, 'apps/cli/main.ts')
await import('../../run.mjs')
