export { hearings } from './service.js';
