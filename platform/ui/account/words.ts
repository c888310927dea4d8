import signIn from '#packs/roles/sign-in.json' with { type: 'json' }

const { minLength, maxLength } = signIn.password

export const words = {
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  account: { zh: '账号', en: 'Account' },
  loginName: { zh: '登录名', en: 'Login name' },
  password: { zh: '密码', en: 'Password' },
  wrong: { zh: '登录没有成功', en: 'That did not work' },
  demoTitle: { zh: '演示：一键进入角色', en: 'Demo: step into a role' },
  demoWhy: {
    zh: '演示模式下无需密码。正式环境没有这一栏。',
    en: 'No password in demo mode. A real installation does not have this part.',
  },
  orAccount: { zh: '或使用账号登录', en: 'Or use an account' },
  actingAs: { zh: '当前身份', en: 'Acting as' },
  otherPosts: { zh: '切换身份', en: 'Other posts' },
  change: { zh: '修改密码', en: 'Change the password' },
  expired: {
    zh: '这是一次性密码。修改后才能使用您的权限。',
    en: 'This is a one-time password. Change it to use your rights.',
  },
  current: { zh: '现在的密码', en: 'Current password' },
  next: { zh: '新密码', en: 'New password' },
  rules: {
    zh: `${minLength} 至 ${maxLength} 个字符；不能是常见密码、连续或重复的字符，也不能只是登录名稍加改动。不要求大小写或符号，可以是一句话。`,
    en: `${minLength} to ${maxLength} characters; not a common one, not a run or a repetition, not the login name with an ornament. No capitals or signs are asked for: a sentence is fine.`,
  },
  mine: { zh: '我的账号', en: 'My account' },
  signInFirst: { zh: '请先登录', en: 'Please sign in' },
  signInWhy: {
    zh: '这里的内容只对有账号的人开放。没有账号或忘了密码，请联系本区的管理员。',
    en: 'What is here is for people with an account. Without one, or without its password, ask your administrator.',
  },
  changeFirst: { zh: '请先设置您自己的密码', en: 'Choose a password of your own first' },
  rightNeeded: {
    zh: (right: string) => `这里需要“${right}”权限`,
    en: (right: string) => `This needs the right “${right}”`,
  },
  rightWhy: {
    zh: (role: string) => `您当前的身份是${role}，没有这项权限。如需使用，请管理员给您相应的岗位。`,
    en: (role: string) =>
      `You act as ${role}, which does not have it. An administrator can give you a post that does.`,
  },
  noPost: { zh: '没有岗位的账号', en: 'an account without a post' },
  openInstead: { zh: '您可以打开', en: 'You may open' },
  close: { zh: '关闭', en: 'Close' },
} as const
