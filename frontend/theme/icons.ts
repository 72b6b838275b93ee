/** Line icons of Lucide (ISC), each imported singly so that only these are shipped. */
import { svg, type SVGTemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import activity from 'lucide-static/icons/activity.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import alarmClock from 'lucide-static/icons/alarm-clock.svg?raw';
import hourglass from 'lucide-static/icons/hourglass.svg?raw';
import bell from 'lucide-static/icons/bell.svg?raw';
import archive from 'lucide-static/icons/archive.svg?raw';
import folder from 'lucide-static/icons/folder.svg?raw';
import folderInput from 'lucide-static/icons/folder-input.svg?raw';
import folderPlus from 'lucide-static/icons/folder-plus.svg?raw';
import tag from 'lucide-static/icons/tag.svg?raw';
import shieldAlert from 'lucide-static/icons/shield-alert.svg?raw';
import panelRight from 'lucide-static/icons/panel-right.svg?raw';
import panelBottom from 'lucide-static/icons/panel-bottom.svg?raw';
import square from 'lucide-static/icons/square.svg?raw';
import rows3 from 'lucide-static/icons/rows-3.svg?raw';
import mails from 'lucide-static/icons/mails.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import code from 'lucide-static/icons/code.svg?raw';
import fileDown from 'lucide-static/icons/file-down.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import command from 'lucide-static/icons/command.svg?raw';
import squareCheck from 'lucide-static/icons/square-check.svg?raw';
import columns2 from 'lucide-static/icons/columns-2.svg?raw';
import atSign from 'lucide-static/icons/at-sign.svg?raw';
import bold from 'lucide-static/icons/bold.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleHelp from 'lucide-static/icons/circle-help.svg?raw';
import circleX from 'lucide-static/icons/circle-x.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import database from 'lucide-static/icons/database.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import ellipsisVertical from 'lucide-static/icons/ellipsis-vertical.svg?raw';
import eyeOff from 'lucide-static/icons/eye-off.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import fileArchive from 'lucide-static/icons/file-archive.svg?raw';
import fileAudio from 'lucide-static/icons/file-audio.svg?raw';
import fileImage from 'lucide-static/icons/file-image.svg?raw';
import filePen from 'lucide-static/icons/file-pen.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import fileVideo from 'lucide-static/icons/file-video.svg?raw';
import file from 'lucide-static/icons/file.svg?raw';
import forward from 'lucide-static/icons/forward.svg?raw';
import gauge from 'lucide-static/icons/gauge.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import hardDrive from 'lucide-static/icons/hard-drive.svg?raw';
import inbox from 'lucide-static/icons/inbox.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import italic from 'lucide-static/icons/italic.svg?raw';
import keyRound from 'lucide-static/icons/key-round.svg?raw';
import lifeBuoy from 'lucide-static/icons/life-buoy.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import listOrdered from 'lucide-static/icons/list-ordered.svg?raw';
import list from 'lucide-static/icons/list.svg?raw';
import lockOpen from 'lucide-static/icons/lock-open.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import logOut from 'lucide-static/icons/log-out.svg?raw';
import mailOpen from 'lucide-static/icons/mail-open.svg?raw';
import mail from 'lucide-static/icons/mail.svg?raw';
import maximize2 from 'lucide-static/icons/maximize-2.svg?raw';
import menu from 'lucide-static/icons/menu.svg?raw';
import minimize2 from 'lucide-static/icons/minimize-2.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import monitor from 'lucide-static/icons/monitor.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import paperclip from 'lucide-static/icons/paperclip.svg?raw';
import pause from 'lucide-static/icons/pause.svg?raw';
import penLine from 'lucide-static/icons/pen-line.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import radio from 'lucide-static/icons/radio.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import replyAll from 'lucide-static/icons/reply-all.svg?raw';
import reply from 'lucide-static/icons/reply.svg?raw';
import rotateCcw from 'lucide-static/icons/rotate-ccw.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import star from 'lucide-static/icons/star.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import textQuote from 'lucide-static/icons/text-quote.svg?raw';
import trash2 from 'lucide-static/icons/trash-2.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import undo2 from 'lucide-static/icons/undo-2.svg?raw';
import user from 'lucide-static/icons/user.svg?raw';
import userPlus from 'lucide-static/icons/user-plus.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import calendar from 'lucide-static/icons/calendar.svg?raw';
import ban from 'lucide-static/icons/ban.svg?raw';
import listFilter from 'lucide-static/icons/list-filter.svg?raw';
import volume2 from 'lucide-static/icons/volume-2.svg?raw';
import volumeX from 'lucide-static/icons/volume-x.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

const files = {
  'alarm-clock': alarmClock,
  bell,
  hourglass,
  archive,
  folder,
  'folder-input': folderInput,
  'folder-plus': folderPlus,
  tag,
  'shield-alert': shieldAlert,
  'panel-right': panelRight,
  'panel-bottom': panelBottom,
  square,
  'rows-3': rows3,
  mails,
  plus,
  code,
  'file-down': fileDown,
  pencil,
  command,
  'square-check': squareCheck,
  'columns-2': columns2,
  activity,
  'arrow-right': arrowRight,
  'at-sign': atSign,
  bold,
  check,
  'chevron-down': chevronDown,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'chevron-up': chevronUp,
  'circle-alert': circleAlert,
  'circle-check': circleCheck,
  'circle-help': circleHelp,
  'circle-x': circleX,
  clock,
  copy,
  database,
  download,
  ellipsis,
  'ellipsis-vertical': ellipsisVertical,
  'eye-off': eyeOff,
  eye,
  'file-archive': fileArchive,
  'file-audio': fileAudio,
  'file-image': fileImage,
  'file-pen': filePen,
  'file-text': fileText,
  'file-video': fileVideo,
  file,
  forward,
  gauge,
  globe,
  'hard-drive': hardDrive,
  inbox,
  info,
  italic,
  'key-round': keyRound,
  'life-buoy': lifeBuoy,
  link,
  'list-ordered': listOrdered,
  list,
  'lock-open': lockOpen,
  lock,
  'log-out': logOut,
  'mail-open': mailOpen,
  mail,
  'maximize-2': maximize2,
  menu,
  'minimize-2': minimize2,
  minus,
  monitor,
  moon,
  paperclip,
  pause,
  'pen-line': penLine,
  play,
  printer,
  radio,
  'refresh-cw': refreshCw,
  'reply-all': replyAll,
  reply,
  'rotate-ccw': rotateCcw,
  search,
  send,
  settings,
  'shield-check': shieldCheck,
  star,
  sun,
  'text-quote': textQuote,
  'trash-2': trash2,
  'triangle-alert': triangleAlert,
  'undo-2': undo2,
  user,
  'user-plus': userPlus,
  users,
  ban,
  calendar,
  'list-filter': listFilter,
  'volume-2': volume2,
  'volume-x': volumeX,
  'wifi-off': wifiOff,
  x,
} as const;

export type IconName = keyof typeof files;

/** They point along the line, and are mirrored with it. */
const WAYS: ReadonlySet<IconName> = new Set<IconName>(['arrow-right', 'chevron-left', 'chevron-right', 'forward', 'log-out', 'reply', 'reply-all', 'send', 'undo-2']);

const inner = (file: string): string => file.slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'));
const drawn = new Map<IconName, SVGTemplateResult>();

/** An icon of 18 px (`s` 16, `xs` 14, `l` 22); it says nothing to a screen reader, the control around it does. */
export function icon(name: IconName, size = '', solid = false): SVGTemplateResult {
  let shape = drawn.get(name);
  if (shape === undefined) {
    shape = svg`${unsafeSVG(inner(files[name]))}`;
    drawn.set(name, shape);
  }
  return svg`<svg class="i ${size} ${solid ? 'solid' : ''} ${WAYS.has(name) ? 'way' : ''}" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}
