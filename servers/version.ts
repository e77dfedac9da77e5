import packageJson from '../package.json' with { type: 'json' };

/** The version of Wirelab that runs. */
export const { version } = packageJson;
