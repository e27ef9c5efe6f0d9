export { intake } from './service.js';
