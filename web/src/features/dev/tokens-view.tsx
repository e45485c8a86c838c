import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { contrast, type Rgb } from './contrast.ts';
import { PAIRS, SIZES, TYPE, type Pair } from './pairs.ts';

/** Colours that stand on one another with their contrast, then sizes of type and space. */
export function TokensView() {
  return (
    <>
      <ul className="gallery-pairs">
        {PAIRS.map((pair) => (
          <PairView key={`${pair.front} ${pair.ground}`} pair={pair} />
        ))}
      </ul>
      {TYPE.map((name) => (
        <p key={name} style={{ fontSize: `var(${name})` }}>
          {name} Talk it over
        </p>
      ))}
      {SIZES.map((name) => (
        <div key={name} className="gallery-row">
          <span className="gallery-bar" style={sizeStyle(name)} />
          {name}
        </div>
      ))}
    </>
  );
}

const sizeStyle = (name: string): CSSProperties => {
  const side = name.startsWith('--r-') ? '40px' : `var(${name})`;
  return { width: side, height: side, borderRadius: name.startsWith('--r-') ? `var(${name})` : 0 };
};

/** Words are shown on their ground; a sign is shown beside its name. */
function PairView({ pair: { front, ground, least } }: { readonly pair: Pair }) {
  const box = useRef<HTMLLIElement>(null);
  const sign = useRef<HTMLElement>(null);
  const [ratio, setRatio] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (!box.current || !sign.current) return;
    const { backgroundColor } = getComputedStyle(box.current);
    setRatio(contrast(rgbOf(getComputedStyle(sign.current).color), rgbOf(backgroundColor)));
  }, []);
  const names = `${front.slice(2)} on ${ground.slice(2)}`;
  const isSign = least === 3;
  return (
    <li ref={box} className="gallery-pair" style={{ background: `var(${ground})` }}>
      <span className="gallery-sign">
        <i ref={sign} style={{ color: `var(${front})`, display: isSign ? 'block' : 'none' }} />
        <span style={{ color: `var(${isSign ? '--text' : front})` }}>{names}</span>
      </span>
      <output style={{ color: `var(${isSign ? '--text' : front})` }}>
        {ratio !== null && `${ratio.toFixed(1)}${ratio < least ? ' too low' : ''}`}
      </output>
    </li>
  );
}

/** From a computed colour. */
function rgbOf(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
