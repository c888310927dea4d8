import { Type } from 'typebox'
import { route } from '#platform/http/route.ts'
import { chosen } from '../contract.ts'

export const projectsPackage = route({
  method: 'GET',
  path: '/api/programme/oc4ids.json',
  summary: 'The projects that are meant, at most 20,000, as a project package of OC4IDS 0.9',
  right: 'diagnosis.read',
  query: Type.Object({
    ...chosen,
    language: Type.Optional(Type.Enum(['zh', 'en'], { description: 'Language of names and descriptions' })),
  }),
  reply: Type.Unknown(),
  produces: 'application/json',
})
