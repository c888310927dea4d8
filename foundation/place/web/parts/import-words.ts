/** Words of bringing in a file. */
export const words = {
  file: { zh: '文件', en: 'File' },
  fileNeeded: { zh: '请选择文件', en: 'Choose a file' },
  start: { zh: '开始导入', en: 'Import' },
  sending: { zh: '正在上传', en: 'Sending' },
  working: { zh: '正在检查并写入', en: 'Checking and writing' },
  report: { zh: '导入结果', en: 'Result' },
  rejected: { zh: '退回', en: 'Rejected' },
  download: { zh: '下载退回的行', en: 'Download the rejected rows' },
  row: { zh: '行', en: 'Row' },
  field: { zh: '字段', en: 'Field' },
  reason: { zh: '原因', en: 'Reason' },
  firstRows: { zh: '下面是前一百行；文件中有全部。', en: 'The first hundred rows; the file has all.' },
  lost: {
    zh: '连接中断。是否导入以列表为准。',
    en: 'The connection was lost. See the list for what was imported.',
  },
} as const
