/** A filter in words. */
import type { Places } from '../model/mail.js';
import type { Condition, Rule } from '../model/sorting.js';
import { listOf } from '../messages/format.js';
import { t } from '../messages/t.js';
import { placeName } from '../mail/place.js';

const conditionWords = ({ field, words }: Condition): string => (field === 'attachment' ? t('sorting.field.attachment') : t('sorting.has', { what: t(`sorting.field.${field}`), words }));

export const whenWords = ({ all, when }: Rule): string => when.map(conditionWords).join(t(all ? 'sorting.and' : 'sorting.or'));

export function thenWords({ labels, move, star, read }: Rule, places: Places): string {
  const acts = [
    ...(move === null ? [] : [move === 'archive' ? t('sorting.skip') : `${t('sorting.move')} ${placeName(move, places)}`]),
    ...(labels.length === 0 ? [] : [`${t('sorting.label')} ${listOf(labels.map((id) => placeName(id, places)))}`]),
    ...(star ? [t('sorting.star')] : []),
    ...(read ? [t('sorting.read')] : []),
  ];
  return acts.join(', ');
}
