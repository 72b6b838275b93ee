import { controls } from './controls.js';
import { faces } from './faces.js';
import { ground } from './ground.js';
import { labels } from './labels.js';

/** What every element of the application shares. */
export const base = [ground, controls, faces, labels];
