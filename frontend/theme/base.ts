import { controls } from './controls.js';
import { faces } from './faces.js';
import { ground } from './ground.js';

/** What every element of the application shares. */
export const base = [ground, controls, faces];
