/** What the siting tool says. */
export const words = {
  gap: { zh: '要补的短板', en: 'Gap to fill' },
  minutes: { zh: (n: string) => `步行 ${n} 分钟`, en: (n: string) => `${n} min on foot` },
  candidates: { zh: '候选点（存量空间）', en: 'Candidates (vacant space)' },
  openRegister: { zh: '查看与导入', en: 'See and import' },
  inTowns: { zh: '限于镇街', en: 'Only in towns' },
  allTowns: { zh: '全区', en: 'the whole district' },
  goal: { zh: '目标', en: 'Goal' },
  goals: {
    zh: { cover: '覆盖最多居民', median: '步行最少' },
    en: { cover: 'Most residents reached', median: 'Least walking' },
  },
  goalWhy: {
    zh: {
      cover: '让尽可能多的未覆盖居民在步行范围内有设施。',
      median: '让相关居民到最近设施的步行总和最小；步行超过测试项距离两倍的，一律按两倍计（产品默认）。',
    },
    en: {
      cover: 'As many residents as possible who have none within the walk get one.',
      median:
        'The walks of all concerned to their nearest facility, in sum; whoever walks more than twice the test’s walk is counted at twice (a product default).',
    },
  },
  atMostSites: { zh: '最多新增（处）', en: 'New sites at most' },
  atMostInAll: { zh: '最多共几处', en: 'Sites in all at most' },
  budget: { zh: '预算（万元）', en: 'Budget (10,000 yuan)' },
  noLimit: { zh: '不限', en: 'no limit' },
  moreTerms: { zh: '更多条件', en: 'More terms' },
  existing: { zh: '现有设施', en: 'Existing facilities' },
  keeps: { zh: { stay: '保留', nothing: '从零规划' }, en: { stay: 'stay', nothing: 'plan from nothing' } },
  keepsWhy: {
    zh: {
      stay: '现有同类设施（含方案中的改动）全部保留，只补其未覆盖处。',
      nothing: '现有同类设施也作为候选点，不花钱但计入处数；未选中的加入方案时列为关停。',
    },
    en: {
      stay: 'All of the kind stay, with the changes made; sites fill what they leave.',
      nothing:
        'They are candidates like the others: free of cost, but counted. Those not chosen are closed when the plan joins the scheme.',
    },
  },
  capacity: { zh: '每处新址最多服务（人）', en: 'Residents a new site can serve' },
  capacityWhy: {
    zh: '现有设施不设上限：没有按人数的服务规模数据。',
    en: 'Existing facilities are not limited: nothing says how many residents they can serve.',
  },
  walk: { zh: '新址步行距离（m）', en: 'Walk to new sites (m)' },
  asTest: { zh: (m: string) => `按测试项 ${m}`, en: (m: string) => `as the test: ${m}` },
  aim: { zh: '至少覆盖', en: 'Reach at least' },
  aimUnit: {
    zh: { people: '人', share: '% 未覆盖居民' },
    en: { people: 'residents', share: '% of those without' },
  },
  noAim: { zh: '不要求', en: 'no aim' },
  fair: { zh: '不漏一个镇街', en: 'No town left out' },
  fairWhy: {
    zh: '有未覆盖居民的镇街都要有一处：保留的设施，或新址。',
    en: 'Every town with residents without has a facility that stays, or gets a site.',
  },
  except: { zh: '不计的镇街', en: 'Towns left aside' },
  seek: { zh: '开始选址', en: 'Seek sites' },
  stop: { zh: '停止，用目前最好的', en: 'Stop with the best so far' },
  proven: { zh: '已证明的程度', en: 'Proven so far' },
  soFar: {
    zh: (gained: string, most: string) => `目前 ${gained}，最多可能 ${most}`,
    en: (gained: string, most: string) => `${gained} so far; no choice gains more than ${most}`,
  },
  // Result
  result: { zh: '选址结果', en: 'Sites chosen' },
  residents: { zh: (n: string) => `${n} 人`, en: (n: string) => `${n} residents` },
  personKm: { zh: (n: string) => `${n} 人·公里`, en: (n: string) => `${n} person-km` },
  servedBy: {
    zh: (served: string, unserved: string) => `新增覆盖 ${served} 人（原未覆盖 ${unserved} 人）`,
    en: (served: string, unserved: string) => `${served} of ${unserved} residents without are newly served`,
  },
  servedInAll: {
    zh: (served: string, all: string) => `共覆盖 ${served} 人（相关居民 ${all} 人）`,
    en: (served: string, all: string) => `${served} of ${all} residents are served`,
  },
  walksSaved: {
    zh: (km: string, each: string) => `步行合计少 ${km} 人·公里，相关居民人均少 ${each} m`,
    en: (km: string, each: string) => `${km} person-km less to walk: ${each} m for each resident concerned`,
  },
  countedTo: {
    zh: (m: string) => `步行超过 ${m} 的按 ${m} 计（测试项距离的两倍，产品默认）。`,
    en: (m: string) =>
      `Who walks more than ${m} is counted at ${m}: twice the test’s walk, a product default.`,
  },
  heldTo: {
    zh: (m: string, test: string) => `新址按步行 ${m} 计，测试项为 ${test}；影响仍按测试项评分。`,
    en: (m: string, test: string) =>
      `New sites count within ${m}; the test asks for ${test}, and the effects are scored by the test.`,
  },
  eachServes: {
    zh: (n: string) => `每处新址最多服务 ${n} 人；地图与影响不计这一上限。`,
    en: (n: string) => `Each new site serves ${n} residents at most; map and effects do not count that.`,
  },
  everyTown: {
    zh: '有未覆盖居民的镇街都有一处',
    en: 'Every town with residents without has one',
  },
  notCounted: { zh: (names: string) => `（不计：${names}）`, en: (names: string) => ` (but ${names})` },
  aimReached: { zh: (n: string) => `达到目标 ${n} 人`, en: (n: string) => `The aim of ${n} is reached` },
  aimOpen: {
    zh: (n: string) => `目标 ${n} 人尚未达到，也未证明达不到。`,
    en: (n: string) => `The aim of ${n} is not reached yet, nor proven out of reach.`,
  },
  provenBest: { zh: '差距 0 %，已证明为最优', en: 'Proven: no choice gains more' },
  provenGap: {
    zh: (gap: string, most: string) => `差距 ≤ ${gap} %，已证明：任何选法最多 ${most}`,
    en: (gap: string, most: string) =>
      `Within ${gap} % of the best, proven: no choice gains more than ${most}`,
  },
  stopped: { zh: '提前停止', en: 'Stopped before the end' },
  costInAll: {
    zh: (wan: string) => `费用合计 ${wan} 万元`,
    en: (wan: string) => `Costs ${wan} × 10,000 yuan in all`,
  },
  staying: {
    zh: (stay: string, spare: string) => `现有设施保留 ${stay} 处，用不上 ${spare} 处`,
    en: (stay: string, spare: string) =>
      `${stay} existing facilities stay, ${spare} are of no use to the plan`,
  },
  about: { zh: (wan: string) => `约 ${wan}`, en: (wan: string) => `about ${wan}` },
  adopt: { zh: '加入方案', en: 'Add to the scheme' },
  adoptClosing: {
    zh: (fresh: string, closed: string) => `加入方案（新增 ${fresh}，关停 ${closed}）`,
    en: (fresh: string, closed: string) => `Add to the scheme (${fresh} new, ${closed} closed)`,
  },
  tooMany: {
    zh: (most: string) => `一个方案最多 ${most} 项改动，放不下。请限制处数。`,
    en: (most: string) => `A scheme holds ${most} changes at most. Allow fewer sites.`,
  },
  candidateSite: { zh: '候选点', en: 'Candidate' },
  chosenSite: { zh: '选中', en: 'Chosen' },
  // What hinders
  budgetTooSmall: {
    zh: (wan: string) => `预算不足：最便宜的有用候选点也要 ${wan} 万元。请提高预算。`,
    en: (wan: string) => `The budget is too small: the cheapest useful candidate costs ${wan} × 10,000 yuan.`,
  },
  nobodyUnserved: {
    zh: '所有相关居民都已在步行范围内，不需要新增。',
    en: 'Everyone concerned is within the walk already.',
  },
  nobodyNear: {
    zh: (n: string) => `${n} 人未覆盖，但候选点都不在他们的步行范围内。请增加候选点，或放宽候选类别。`,
    en: (n: string) =>
      `${n} residents are without, but no candidate is within their walk: add candidates or kinds.`,
  },
  noCandidateOnStreets: {
    zh: '没有候选点能接到路网上。请检查候选点的位置，或放宽候选类别。',
    en: 'No candidate lies near a street: check their places, or allow more kinds.',
  },
  townsWithout: {
    zh: (names: string) => `做不到不漏一个镇街：${names}没有能服务未覆盖居民的候选点。`,
    en: (names: string) => `Some towns must be left out: no candidate in ${names} is near residents without.`,
  },
  leaveAside: { zh: '不计这些镇街，重新选址', en: 'Leave them aside and seek again' },
  aimMissed: {
    zh: (aim: string, most: string) => `目标 ${aim} 人达不到：已证明在这些条件下最多 ${most} 人。`,
    en: (aim: string, most: string) =>
      `The aim of ${aim} is out of reach: it is proven that these terms allow ${most} at most.`,
  },
  townsMissed: {
    zh: '在这些条件下，无法让每个镇街都有一处：已证明。',
    en: 'These terms do not allow a site for every town: it is proven.',
  },
  eitherOf: { zh: '放宽其中任一项即可：', en: 'Any one of these would be enough:' },
  noSingle: {
    zh: '单独放宽任何一项都不够：请同时放宽几项，或增加候选点。',
    en: 'No single one is enough: relax several, or add candidates.',
  },
  lookingFor: { zh: '正在计算放宽哪一项、放宽多少…', en: 'Working out what would have to give way …' },
  lookedFor: { zh: '提前停止：还有条件没有算到。', en: 'Stopped: not all terms have been looked at.' },
  needs: {
    zh: {
      count: (n: string) => `处数放宽到 ${n} 处`,
      budget: (n: string) => `预算提高到 ${n} 万元`,
      radius: (n: string) => `新址步行距离放宽到 ${n} m`,
      capacity: (n: string) => `每处服务能力提高到 ${n} 人`,
    },
    en: {
      count: (n: string) => `${n} sites`,
      budget: (n: string) => `a budget of ${n} × 10,000 yuan`,
      radius: (n: string) => `a walk to new sites of ${n} m`,
      capacity: (n: string) => `${n} residents served by each site`,
    },
  },
  maybeLess: { zh: '（够用，未证明最少）', en: ' (enough; less may do)' },
  seekAgain: { zh: '采用并重新选址', en: 'Apply and seek again' },
} as const
