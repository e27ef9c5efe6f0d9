export { records } from './service.js';
