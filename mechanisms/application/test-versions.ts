/** A file in which a step stands before one that the shipped procedure of Future Communities has, drawn above it. */
export function withStep(bpmn: string): string {
  const next = 'sourceRef="application-plan" targetRef="district-review" />'
  const shape = '<bpmndi:BPMNShape id="district-review-shape"'
  const edge = '<bpmndi:BPMNEdge id="to-district-review-edge" bpmnElement="to-district-review">'
  const parts = [
    [
      '<bpmn:userTask id="district-review"',
      '<bpmn:userTask id="joint-review" name="部门联审" jj:nameEn="Review by the departments" jj:roles="department" ' +
        'jj:level="district" jj:limitDays="7" jj:documents="other"><bpmn:incoming>to-joint-review</bpmn:incoming>' +
        '<bpmn:outgoing>to-district-review</bpmn:outgoing></bpmn:userTask>',
    ],
    [
      '<bpmn:sequenceFlow id="to-district-review"',
      '<bpmn:sequenceFlow id="to-joint-review" sourceRef="application-plan" targetRef="joint-review" />',
    ],
    [
      shape,
      '<bpmndi:BPMNShape id="joint-review-shape" bpmnElement="joint-review">' +
        '<dc:Bounds x="525" y="-60" width="120" height="80" /></bpmndi:BPMNShape>',
    ],
    [
      edge,
      '<bpmndi:BPMNEdge id="to-joint-review-edge" bpmnElement="to-joint-review"><di:waypoint x="500" y="60" />' +
        '<di:waypoint x="525" y="0" /></bpmndi:BPMNEdge>',
    ],
  ] as const
  const grown = parts.reduce((text, [before, part]) => text.replace(before, part + before), bpmn)
  return grown
    .replace(
      '<bpmn:outgoing>to-district-review</bpmn:outgoing>',
      '<bpmn:outgoing>to-joint-review</bpmn:outgoing>',
    )
    .replace(next, 'sourceRef="joint-review" targetRef="district-review" />')
    .replace(
      /(to-district-review-edge"[^>]*>\s*)<di:waypoint x="560" y="100" \/>/,
      '$1<di:waypoint x="645" y="0" />',
    )
    .replace(
      /(to-district-review-edge[\s\S]*?)<di:waypoint x="610" y="100" \/>/,
      '$1<di:waypoint x="670" y="60" />',
    )
}
