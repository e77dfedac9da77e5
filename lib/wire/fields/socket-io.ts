import type { Clause, Fields } from './field.ts';

const clause: Clause = {
  title: 'Socket.IO protocol, revision 5',
  url: 'https://socket.io/docs/v4/socket-io-protocol/',
};

/** The fields of Socket.IO's packets. */
export const SOCKET_IO_FIELDS: Fields = {
  'socket-io.type': {
    name: 'packet type',
    meaning: 'One digit: 0 CONNECT, 1 DISCONNECT, 2 EVENT, 3 ACK, 4 CONNECT_ERROR, 5 BINARY_EVENT, 6 BINARY_ACK.',
    clause,
  },
  'socket-io.attachments': {
    name: 'number of attachments',
    meaning: 'How many binary messages follow that belong to this packet.',
    clause,
  },
  'socket-io.attachment': {
    name: 'attachment',
    meaning: 'A binary message whose place in the packet before it a placeholder holds.',
    clause,
  },
  'socket-io.placeholder': {
    name: 'placeholder',
    meaning: 'Stands in the JSON where an attachment belongs, with its number, counted from 0.',
    clause,
  },
  'socket-io.namespace': {
    name: 'namespace',
    meaning: 'Which of several conversations over one connection the packet belongs to; left out for the main one, /.',
    clause,
  },
  'socket-io.separator': {
    name: 'separator',
    meaning: 'A dash after the number of attachments, a comma after the namespace.',
    clause,
  },
  'socket-io.ack-id': {
    name: 'ack id',
    meaning: 'Asks for an answer, and stands in that answer again.',
    clause,
  },
  'socket-io.bracket': {
    name: 'bracket',
    meaning: 'Begins or ends the array that the arguments travel in.',
    clause,
  },
  'socket-io.event': {
    name: 'event name',
    meaning: 'The first element of the array: what was emitted.',
    clause,
  },
  'socket-io.comma': {
    name: 'comma',
    meaning: 'Stands between two elements of the array.',
    clause,
  },
  'socket-io.data': {
    name: 'data of the connection',
    meaning: 'The id that the server gives a client in a namespace, or why it does not let it in.',
    clause,
  },
};
