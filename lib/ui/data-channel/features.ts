/** What a browser is asked for, by name. */
export interface Features {
  readonly peers: boolean;
  readonly webTransport: boolean;
  /** `fetch` hands over an answer while it comes. */
  readonly streamedAnswer: boolean;
  /** `fetch` takes a body while it is made. */
  readonly streamedRequest: boolean;
}

/** Looks at what a browser has; nothing is connected to. @param scope its globals */
export function lookForFeatures(scope: typeof globalThis): Features {
  return {
    peers: 'RTCPeerConnection' in scope,
    webTransport: 'WebTransport' in scope,
    streamedAnswer: 'ReadableStream' in scope && 'body' in scope.Response.prototype,
    streamedRequest: takesStreams(scope),
  };
}

/** A browser that takes no stream as a body never asks for `duplex`, and makes a text of the stream. */
function takesStreams(scope: typeof globalThis): boolean {
  if (!('ReadableStream' in scope)) return false;
  let isAsked = false;
  const options = {
    method: 'POST',
    body: new scope.ReadableStream(),
    get duplex(): 'half' {
      isAsked = true;
      return 'half';
    },
  };
  try {
    const { headers } = new scope.Request('https://wirelab.invalid/', options);
    return isAsked && !headers.has('Content-Type');
  } catch {
    return false;
  }
}
