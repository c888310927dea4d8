/** The ISO day it is in the district, whose time zone is China's, whatever the reader's is. */
export const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
