import { join } from 'node:path';
import { bringImages } from './base-images.js';
import { breakIt } from './break-it.js';
import { Composition } from './composition.js';
import { type Engine, engineHere } from './engine.js';
import { baseImage, type Service, servicesOfFile } from './images.js';
import { Place } from './place.js';
import { root } from './places.js';
import type { Report } from './report.js';
import { tryOut } from './try-out.js';

/** An image without which there is no system. */
export class NotToBeHad extends Error {
  override readonly name = 'NotToBeHad';
}

/** What `docker-compose.yml` promises, tried out on real containers. @throws NoEngine, NotToBeHad where none can be run here */
export const runAll = async (report: Report): Promise<void> => {
  const endings: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    for (const one of endings.splice(0).toReversed())
      await one().catch((error: Error) => report.say(`not cleared away: ${error.message}`));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().then(() => process.exit(1)));
  try {
    const engine = await engineHere(join(root, '.test-results/compose-engine'));
    endings.push(() => engine.stop());
    const services = await servicesToHave(engine, report.say);
    const place = await Place.free();
    const system = new Composition(engine, 'probity-test', place.settings);
    endings.push(() => system.remove());
    await system.remove();
    if ((await report.check('each image is built', () => system.build().then(() => true))) === undefined) return;
    if (await tryOut({ engine, system, place, services, report })) await breakIt({ system, place, services, report });
  } finally {
    await end();
  }
};

/** Nothing else stands on it. */
const dispensable = 'prom/prometheus:';

/** Those of the file whose images are here now; the others are named, with the reason. @throws NotToBeHad */
const servicesToHave = async (engine: Engine, say: (line: string) => void): Promise<readonly Service[]> => {
  const all = await servicesOfFile();
  for (const { name, isOptional } of all) if (isOptional) say(`left out: ${name}, which is behind a profile`);
  const wanted = all.filter(({ isOptional }) => !isOptional);
  const images = [await baseImage(), ...wanted.filter(({ isOurs }) => !isOurs).map(({ image }) => image)];
  const missing = await bringImages(engine, images, say);
  for (const [image, why] of missing) {
    if (!image.startsWith(dispensable)) throw new NotToBeHad(`${image} is not to be had: ${why}`);
    say(`left out: ${image}, which is not to be had: ${why}`);
  }
  return wanted.filter(({ image }) => !missing.has(image));
};
