export { sanctions } from './service.js';
