import type { ThemeConfig } from 'antd'

/** The palette, once for script (maps, antd); theme.css has the same values for style sheets. */
export const COLOURS = {
  ink: '#14212b',
  ink2: '#44535d',
  ink3: '#5a6972',
  line: '#dbe2e5',
  ground: '#f3f5f6',
  surface: '#ffffff',
  primary: '#0b5f66',
  alarm: '#b3301c',
} as const

export const FONTS =
  "'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif"

export const theme: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.primary,
    colorLink: COLOURS.primary,
    colorError: COLOURS.alarm,
    colorText: COLOURS.ink,
    colorTextSecondary: COLOURS.ink2,
    colorTextTertiary: COLOURS.ink3,
    colorTextDescription: COLOURS.ink3,
    colorTextPlaceholder: COLOURS.ink3,
    colorBorder: '#8a979f', // 3:1 on white: the edge of a control is needed to see it (WCAG 1.4.11)
    colorBorderSecondary: COLOURS.line,
    colorBgLayout: COLOURS.ground,
    fontFamily: FONTS,
    fontSize: 14,
    borderRadius: 4,
    controlHeight: 32,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    wireframe: false,
  },
}
