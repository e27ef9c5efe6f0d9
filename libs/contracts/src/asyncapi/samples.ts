import { readdirSync, readFileSync } from 'node:fs';

/** A public event as it was told once: what stays in a topic, and must be read for as long. Before it was sealed. */
export interface Sample {
  /** `intake/CaseOpened.json` */
  readonly file: string;
  readonly name: string;
  readonly schemaVersion: number;
  /** Of the schema that it was told under. */
  readonly shape: string;
  readonly data: unknown;
}

const corpus = new URL('../../corpus/', import.meta.url);

/** Every sample that there is, the newest of a type last; none where they were not shipped. */
export const samples = (): readonly Sample[] =>
  foldersOf().flatMap((source) =>
    readdirSync(new URL(`${source}/`, corpus))
      .toSorted()
      .map((name) => {
        const file = `${source}/${name}`;
        const { type, ...told } = JSON.parse(readFileSync(new URL(file, corpus), 'utf8')) as Stored;
        return { file, name: `${source}.${type}`, ...told };
      }),
  );

type Stored = Omit<Sample, 'file' | 'name'> & { readonly type: string };

const foldersOf = (): readonly string[] => {
  try {
    const entries = readdirSync(corpus, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};
