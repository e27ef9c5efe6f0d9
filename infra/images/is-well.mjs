// The health check of an image: `node is-well.mjs [path]` ends with status 0 where what runs here answers 200.
const [path = '/health/ready'] = process.argv.slice(2);
const well = await fetch(`http://127.0.0.1:${process.env.PORT}${path}`, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(well ? 0 : 1);
