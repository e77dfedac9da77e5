/** The part of a user agent's description that Chromium tells in words. */
interface AgentData {
  brands: readonly { brand: string; version: string }[];
  platform: string;
}

/** What a measurement in this browser ran on, such as `Chromium 156, Linux, 2 cores`. */
export function describeBrowser(): string {
  const { userAgentData } = navigator as { userAgentData?: AgentData };
  const cores = navigator.hardwareConcurrency;
  const names = userAgentData ? [brandOf(userAgentData), userAgentData.platform] : [nameIn(navigator.userAgent)];
  return [...names, `${cores} ${cores === 1 ? 'core' : 'cores'}`].filter((part) => part !== '').join(', ');
}

function brandOf({ brands }: AgentData): string {
  const named =
    brands.find(({ brand }) => brand === 'Google Chrome') ?? brands.find(({ brand }) => brand === 'Chromium');
  return named === undefined ? 'this browser' : `${named.brand} ${named.version}`;
}

/** The other browsers say it in the old way. */
function nameIn(agent: string): string {
  const found = /(Firefox)\/(\d+)/.exec(agent) ?? /Version\/(?<version>[\d.]+).*(?<name>Safari)/.exec(agent);
  if (found === null) return 'this browser';
  return `${found.groups?.name ?? found[1]} ${found.groups?.version ?? found[2]}`;
}
