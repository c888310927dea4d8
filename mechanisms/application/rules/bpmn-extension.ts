/** What a step says beside BPMN 2.0, as attributes of its user task and process; lists are split by spaces. */
export const JIUJING_BPMN = {
  name: 'Jiujing',
  prefix: 'jj',
  uri: 'https://jiujing.example/schema/bpmn/1',
  types: [
    {
      name: 'Named',
      extends: ['bpmn:FlowElement', 'bpmn:Process'],
      properties: [{ name: 'nameEn', isAttr: true, type: 'String' }],
    },
    {
      name: 'Step',
      extends: ['bpmn:UserTask'],
      properties: [
        ...[
          'roles',
          'level',
          'limitDays',
          'documents',
          'guard',
          'form',
          'review',
          'recordedBy',
          'skippable',
        ].map((name) => ({ name, isAttr: true, type: 'String' })),
      ],
    },
    {
      name: 'Steps',
      extends: ['bpmn:Process'],
      properties: [
        { name: 'exitRole', isAttr: true, type: 'String' },
        { name: 'subject', isAttr: true, type: 'String' },
      ],
    },
  ],
} as const
