export { openDoor } from './front-door.js';
export { readingRoom, settingsFrom, type Service, type Settings } from './settings.js';
