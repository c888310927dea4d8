export const words = {
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  account: { zh: '账号', en: 'Account' },
  loginName: { zh: '账号名', en: 'Login name' },
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
  close: { zh: '关闭', en: 'Close' },
} as const
