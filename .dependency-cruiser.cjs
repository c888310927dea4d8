/** The layout, as rules; ARCHITECTURE.md explains them. test/architecture.test.ts plants one violation of each. */
const DOMAINS = require('./domains.json')

const RINGS = ['core', 'platform', 'foundation', 'mechanisms', 'district|scenarios', 'apps|examples']
const DOMAIN = '(?:foundation|mechanisms|district|scenarios)/[^/]+'
const DOORS = '(?:contract|rules|read|write)(?:[.]ts$|/)|web/parts/'
const TEST = '[.](?:test|bench)[.]tsx?$|(?:^|/)test-[^/]+[.]ts$|^test/'

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** A ring may import itself and what lies below it. */
const ringOrder = RINGS.slice(0, -1).map((ring, i) =>
  error(
    `${ring.replace('|', '-and-')}-looks-down`,
    `${ring} knows nothing of ${RINGS.slice(i + 1).join(', ')}`,
    { path: `^(?:${ring})/`, pathNot: TEST },
    { path: `^(?:${RINGS.slice(i + 1).join('|')})/` },
  ),
)

/** One list orders the domains: a domain imports only those before it, so no two can form a cycle. */
const domainOrder = DOMAINS.map((domain, i) =>
  error(
    'domains-look-down',
    `${domain} may import the domains listed before it in domains.json`,
    { path: `^${domain}/`, pathNot: TEST },
    { path: `^(?:${DOMAINS.slice(i + 1).join('|') || 'none'})/` },
  ),
)

module.exports = {
  forbidden: [
    ...ringOrder,
    ...domainOrder,
    error(
      'programme-and-scenarios-meet-in-evidence',
      'district and scenarios never import each other',
      { path: '^(district|scenarios)/', pathNot: TEST },
      { path: '^(?:district|scenarios)/', pathNot: '^$1/' },
    ),
    error(
      'domains-meet-at-the-door',
      'another domain is reached only through contract, rules, read, write or web/parts',
      { path: `^(${DOMAIN})/`, pathNot: TEST },
      { path: `^${DOMAIN}/`, pathNot: `^(?:$1/|${DOMAIN}/(?:${DOORS}))` },
    ),
    error(
      'apps-list-domains',
      'an app mounts server.ts, cli.ts and web pages, or goes through a door',
      { path: '^apps/', pathNot: TEST },
      { path: `^${DOMAIN}/`, pathNot: `^${DOMAIN}/(?:${DOORS}|server[.]ts$|cli(?:[.]ts$|/)|web/)` },
    ),
    error(
      'pages-import-no-server',
      'a page may use contracts, rules, core, platform/ui and other pages',
      {
        path: '^(?:apps/(?:console|resident)/|platform/ui/|platform/workers/web[.]ts|[^ ]*/web/)',
        pathNot: `${TEST}|vite[.]config[.]ts$`,
      },
      {
        path: '^(?:core|platform|foundation|mechanisms|district|scenarios|apps)/',
        pathNot:
          '^(?:core/|platform/ui/|platform/http/(?:route|client|errors)[.]ts|platform/workers/(?:calls|web)[.]ts|platform/[^/]+/contract[.]ts|apps/(?:console|resident)/|' +
          `${DOMAIN}/(?:contract|rules)(?:[.]ts$|/)|.*/web/)`,
      },
    ),
    error(
      'pure-stays-pure',
      'core, contracts and rules do no I/O: no Node, no database, no framework',
      {
        path: `^core/|^${DOMAIN}/(?:contract|rules)(?:[.]ts$|/)|^platform/(?:http/(?:route|client|errors)|[^/]+/contract)[.]ts$`,
        pathNot: TEST,
      },
      {
        pathNot:
          `^core/|^${DOMAIN}/(?:contract|rules)(?:[.]ts$|/)|^platform/(?:http/(?:route|client|errors)|[^/]+/contract)[.]ts$|` +
          '^packs/|node_modules/(?:typebox|flatbush|flatqueue|bpmn-moddle)/',
      },
    ),
    error(
      'rules-know-no-transport',
      'a rule takes plain values: contract types yes, route descriptions no',
      { path: `^${DOMAIN}/rules(?:[.]ts$|/)`, pathNot: TEST },
      { path: '^platform/', pathNot: '^platform/http/errors[.]ts$' },
    ),
    error(
      'only-queries-write-sql',
      'SQL lives in queries, tables and migrations',
      {
        path: `^(?:${DOMAIN}|platform/(?!store/)[^/]+)/`,
        pathNot: `/(?:queries|tables)(?:[.]ts$|/)|${TEST}`,
      },
      { path: 'node_modules/(?:kysely|pg)/' },
    ),
    error('no-cycles', 'no file imports itself by a detour', {}, { circular: true }),
    error('resolvable', 'every import leads somewhere', {}, { couldNotResolve: true }),
    error(
      'declared-only',
      'every package is in package.json',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    error(
      'no-dev-tools-in-product',
      'what the server runs is a dependency, not a development tool; pages are bundled and may use both',
      {
        pathNot: `${TEST}|^apps/(?:console|resident)/|^platform/ui/|/web/|[.]config[.]ts$|/build-[^/]+[.]ts$`,
      },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|data)/|[.](?:css|json|svg|ttf)$|[?]' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
    reporterOptions: {
      archi: { collapsePattern: '^(?:core|platform|foundation|district|scenarios|apps)/[^/]+' },
    },
  },
}
