/** The colours of the design tokens, as `ui/tokens.css` has them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rgb } from '../../web/src/features/dev/contrast.ts';

const SHEET = readFileSync(join(import.meta.dirname, '../../web/src/ui/tokens.css'), 'utf8');
const COLOUR = '(#[0-9a-f]{3,8}|hsl\\([^)]*\\))';
const TOKEN = new RegExp(`(--[\\w-]+): (?:light-dark\\(${COLOUR}, ${COLOUR}\\)|${COLOUR});`, 'g');

/** Opaque colours by the names of their tokens. @throws Error for a notation that it does not know */
export function tokens(theme: 'light' | 'dark'): ReadonlyMap<string, Rgb> {
  const found = [...SHEET.matchAll(TOKEN)].map(([, name = '', light, dark, both]) => {
    return [name, rgbOf(both ?? (theme === 'light' ? light : dark) ?? '')] as const;
  });
  return new Map(found);
}

function rgbOf(colour: string): Rgb {
  const [red, green, blue] = colour.match(/[0-9a-f]{2}/gi) ?? [];
  if (/^#[0-9a-f]{6,8}$/i.test(colour) && red && green && blue)
    return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
  const [hue, saturation, lightness] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (!colour.startsWith('hsl(') || hue === undefined || saturation === undefined || lightness === undefined)
    throw new Error(`${colour} is no colour that tokens are written in`);
  return fromHsl(hue, saturation / 100, lightness / 100);
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (offset: number): number => {
    const place = (offset + hue / 30) % 12;
    const swing = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - swing * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}
