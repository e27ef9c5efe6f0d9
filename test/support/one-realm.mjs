import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const runner = createRequire(require.resolve('jest')).resolve('jest-circus/runner');
const circus = require(runner).default;

/** What the files of one worker share: globals, and the modules that were loaded. */
let realm;

/**
 * jest gives each file a world of its own, in which all that it imports is loaded and compiled again: a third of the
 * time of all tests. Here the files of a worker share the first one's, each with its own tests, mocks and
 * environment variables. `TEST_REALMS=apart` is as jest has it.
 */
export default async function runTestFile(globalConfig, config, environment, runtime, file, send) {
  if (process.env.TEST_REALMS === 'apart' || globalConfig.watch || globalConfig.watchAll)
    return circus(globalConfig, config, environment, runtime, file, send);
  realm ??= kept(environment, runtime);
  realm.begin(environment, runtime);
  try {
    return await circus(globalConfig, config, realm.environment, realm.runtime, file, send);
  } finally {
    realm.end();
  }
}

function kept(environment, runtime) {
  runtime.requireInternalModule(join(dirname(runner), 'jestAdapterInit.js'));
  const handlers = environment.global[Symbol.for('EVENT_HANDLERS')];
  const own = handlers.length;
  const { process: inside } = environment.global;
  const variables = { ...inside.env };
  environment.teardown = async () => {};
  runtime.teardown = () => {};
  let testTimeout;
  environment.handleTestEvent = ({ name }, state) => {
    if (name !== 'setup') return;
    testTimeout ??= state.testTimeout;
    forgetTests(state);
    state.testTimeout = testTimeout;
  };
  return {
    environment,
    runtime,
    begin(itsEnvironment, itsRuntime) {
      environment.global.console = itsEnvironment.global.console;
      const maps = runtime.getSourceMaps();
      if (itsRuntime !== runtime) itsRuntime.getSourceMaps().get = (module) => maps.get(module);
    },
    end() {
      runtime.restoreAllMocks();
      handlers.length = own;
      for (const name of Object.keys(inside.env)) if (!(name in variables)) delete inside.env[name];
      Object.assign(inside.env, variables);
      delete environment.global[Symbol.for('TEST_TIMEOUT_SYMBOL')];
    },
  };
}

/** The state of jest's runner, which is there once a realm, as it was before the first test was declared. */
function forgetTests(state) {
  const root = { ...state.rootDescribeBlock, children: [], hooks: [], tests: [] };
  Object.assign(state, {
    rootDescribeBlock: root,
    currentDescribeBlock: root,
    currentlyRunningTest: null,
    hasFocusedTests: false,
    hasStarted: false,
    unhandledErrors: [],
  });
  state.unhandledRejectionErrorByPromise.clear();
}
