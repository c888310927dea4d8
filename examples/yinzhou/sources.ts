/** Where what is real about the demo's projects was read, as a reader can look it up; by the code used in these files. */
const SOURCES: Readonly<Record<string, string>> = {
  S13: 'investchn.com/…/news/detail/id/55142',
  S14: 'gujianchina.cn/news/show-9913',
  S16: '浙江在线 2021-12-16',
  S71: '中国宁波网 2023-12-02',
  S72: '凤凰网房产 2023-11-03',
  S74: 'rdrun.com/f/22620',
  S75: '网易 GKVN41LN0552ADWT',
  S76: '维基百科“五乡镇”',
  S77: '维基百科“下应街道”',
}

/** Sources by name: `S71, S74` becomes what they are called; anything else stays as it is. */
export const cited = (codes: string): string => codes.replace(/\bS\d+\b/g, (code) => SOURCES[code] ?? code)
