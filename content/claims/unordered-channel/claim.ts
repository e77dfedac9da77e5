import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'unordered-channel',
  topic: 'practice',
  lesson: 'other-transports',
  statement:
    'How often a lost message is sent again, as the other peer reports it, on a data channel opened with maxRetransmits 0',
  why: 'The options travel to the other side when a channel is opened, so both know them. A WebSocket has no such option: TCP sends again whatever is lost, and holds back what came after it.',
  sources: [
    {
      title: 'RFC 8832, section 5.1: DATA_CHANNEL_OPEN Message',
      href: 'https://www.rfc-editor.org/rfc/rfc8832#section-5.1',
    },
    {
      title: 'W3C, WebRTC: RTCDataChannelInit',
      href: 'https://www.w3.org/TR/webrtc/#dom-rtcdatachannelinit',
    },
  ],
  place: 'browser',
  needsNetwork: true,
  how: 'Two peer connections in one page, which hand each other their descriptions and candidates. One opens a channel without options and one with ordered: false and maxRetransmits: 0. What the other’s datachannel events report is read.',
  refutedBy: 'Another number, a channel that is ordered all the same, or a limit on the one without options.',
  unit: 'times',
  holds: { min: 0, max: 0 },
};
