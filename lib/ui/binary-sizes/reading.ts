/** What a sensor reports. */
export interface Reading {
  /** 0 to 4,294,967,295. */
  readonly id: number;
  readonly temperature: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** How many bytes a packed reading has: four fields of 32 bits. */
export const PACKED_BYTES = 16;

/** The reading of the lesson. */
export const SAMPLE_READING: Reading = { id: 12_345, temperature: 21.5, latitude: 52.52, longitude: 13.405 };

// #region pack
/** Packs a reading: an unsigned integer and three floats of 32 bits each, in this order. */
export function packReading(reading: Reading, isLittleEndian: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(PACKED_BYTES));
  view.setUint32(0, reading.id, isLittleEndian);
  view.setFloat32(4, reading.temperature, isLittleEndian);
  view.setFloat32(8, reading.latitude, isLittleEndian);
  view.setFloat32(12, reading.longitude, isLittleEndian);
  return view.buffer;
}
// #endregion pack

/** Reads what was packed, in the order that the reader believes in. */
export function unpackReading(buffer: ArrayBuffer, isLittleEndian: boolean): Reading {
  const view = new DataView(buffer);
  return {
    id: view.getUint32(0, isLittleEndian),
    temperature: view.getFloat32(4, isLittleEndian),
    latitude: view.getFloat32(8, isLittleEndian),
    longitude: view.getFloat32(12, isLittleEndian),
  };
}
