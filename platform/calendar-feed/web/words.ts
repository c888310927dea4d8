export const words = {
  title: { zh: '日历订阅', en: 'Calendar feed' },
  intro: {
    zh: '在常用日历（手机、Outlook、Thunderbird 等）中查看待办的办理期限，每小时更新；日历只读，不会改动任何事项。',
    en: 'Your deadlines in the calendar you use anyway (phone, Outlook, Thunderbird): updated every hour, and read-only.',
  },
  signIn: { zh: '请先登录', en: 'Please sign in' },
  signInWhy: {
    zh: '订阅内容以您的岗位为准，登录并选择岗位后可生成地址。',
    en: 'A feed tells what your post may see: sign in and choose a post, then make its address.',
  },
  none: { zh: '当前岗位尚未生成订阅地址。', en: 'The post you act in has no address yet.' },
  has: {
    zh: (made: string) => `当前岗位的订阅地址生成于 ${made}。出于安全，地址只在生成时显示一次。`,
    en: (made: string) =>
      `The address of the post you act in was made ${made}. For safety it was shown then, and only then.`,
  },
  fetched: {
    zh: (when: string) => `日历最近一次读取：${when}`,
    en: (when: string) => `Last fetched by a calendar: ${when}`,
  },
  never: { zh: '还没有日历读取过。', en: 'No calendar has fetched it yet.' },
  make: { zh: '生成订阅地址', en: 'Make an address' },
  remake: { zh: '重新生成', en: 'Make a new one' },
  remakeWhy: {
    zh: '原地址立即失效，已订阅的日历需改用新地址。',
    en: 'The address so far ends at once: calendars that use it have to be given the new one.',
  },
  end: { zh: '停用', en: 'End the feed' },
  endWhy: {
    zh: '地址立即失效，已订阅的日历不再更新。',
    en: 'The address ends at once; calendars that use it are no longer updated.',
  },
  ended: { zh: '已停用', en: 'The feed has ended' },
  address: { zh: '订阅地址', en: 'Address' },
  secret: {
    zh: '知道此地址的人都能看到您的待办期限，请勿转发。离开本页后不再显示。',
    en: 'Whoever has this address can read your deadlines: keep it to yourself. It is not shown again.',
  },
  subscribe: { zh: '在日历中打开', en: 'Open in a calendar' },
  how: { zh: '怎样订阅', en: 'How to subscribe' },
  steps: {
    zh: [
      '手机：点“在日历中打开”，确认订阅。',
      'Outlook：日历 → 添加日历 → 从 Internet 订阅，粘贴地址。',
      'Thunderbird：新建日历 → 在网络上，粘贴地址。',
    ],
    en: [
      'Phone: press “Open in a calendar” and confirm.',
      'Outlook: Calendar → Add calendar → Subscribe from web, and paste the address.',
      'Thunderbird: New calendar → On the network, and paste the address.',
    ],
  },
} as const
