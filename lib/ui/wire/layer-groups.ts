import type { Bits, Fact, FieldId, Layer, LayerName, Span } from '../../wire/span.ts';
import type { ByteView } from './byte-view.ts';

/** A field of a layer with its place in the bytes. */
export interface FieldRow {
  readonly span: Span;
  /** The place of the span in its view. */
  readonly index: number;
}

/** A layer with the fields that are its own. */
export interface LayerGroup {
  /** Counts from 0 in the entry. */
  readonly place: number;
  readonly layer: Layer;
  /** 0 for the outermost. */
  readonly depth: number;
  readonly fields: readonly FieldRow[];
  /** What the layer tells beyond what its bytes say by themselves. */
  readonly facts: readonly FactRow[];
}

/** A fact with its place among those of its layer. */
export interface FactRow extends Fact {
  readonly place: number;
}

/**
 * Deals the spans of a view out to the layers. Where a layer stands several times (packets in one payload), each run of
 * spans of that name belongs to the next of them.
 */
export function groupFields(layers: readonly Layer[], { spans }: ByteView): LayerGroup[] {
  const places = new Map<LayerName, number[]>();
  layers.forEach(({ name }, index) => places.set(name, [...(places.get(name) ?? []), index]));
  const dealt = new Map<number, FieldRow[]>();
  const runs = new Map<LayerName, number>();
  const strays: FieldRow[] = [];
  let before: LayerName | undefined;
  spans.forEach((span, index) => {
    const own = places.get(span.layer);
    if (span.layer !== before) runs.set(span.layer, (runs.get(span.layer) ?? -1) + 1);
    before = span.layer;
    const place = own?.[Math.min(runs.get(span.layer) ?? 0, own.length - 1)];
    if (place === undefined) strays.push({ span, index });
    else dealt.set(place, [...(dealt.get(place) ?? []), { span, index }]);
  });
  const groups = layers.map((layer, index): LayerGroup => {
    const fields = dealt.get(index) ?? [];
    return { place: index, layer, depth: depthOf(layers, index), fields, facts: factsBeyond(layer.facts, fields) };
  });
  return strays.length === 0 ? groups : [...groups, ...groupsOfStrays(strays, groups.length)];
}

/** Layers that stand several times stand beside each other, not inside each other. */
function depthOf(layers: readonly Layer[], index: number): number {
  return layers.findIndex(({ name }) => name === layers[index]?.name);
}

function factsBeyond(facts: readonly Fact[], fields: readonly FieldRow[]): FactRow[] {
  const told = new Set<FieldId>();
  for (const { span } of fields) {
    told.add(span.field);
    for (const { field } of span.bits ?? []) told.add(field);
  }
  return facts.filter(({ field }) => !told.has(field)).map((fact, place) => ({ ...fact, place }));
}

/** Spans of a layer that the entry does not list: what is undecodable, above all. */
function groupsOfStrays(strays: readonly FieldRow[], first: number): LayerGroup[] {
  const names = [...new Set(strays.map(({ span }) => span.layer))];
  return names.map((name, index) => ({
    place: first + index,
    layer: { name, title: '', facts: [] },
    depth: 0,
    fields: strays.filter(({ span }) => span.layer === name),
    facts: [],
  }));
}

/** A field of some bits with its place: bit 0 is the most significant of the first byte. */
export interface PlacedBits extends Bits {
  readonly from: number;
}

/** The bits of a span with their places. */
export function placeBits({ bits = [] }: Span): PlacedBits[] {
  let from = 0;
  return bits.map((field) => {
    const placed = { ...field, from };
    from += field.width;
    return placed;
  });
}

/** A value of some bits, written out: `0b0001`. */
export const formatBits = ({ value, width }: Bits): string => value.toString(2).padStart(width, '0');
