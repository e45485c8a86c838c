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

/** Words stand on their ground; a sign stands on it beside its name. */
function PairView({ pair: { front, ground, least } }: { readonly pair: Pair }) {
  const box = useRef<HTMLElement>(null);
  const sample = useRef<HTMLElement>(null);
  const [ratio, setRatio] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (!box.current || !sample.current) return;
    const [one, other] = [getComputedStyle(sample.current).color, getComputedStyle(box.current).backgroundColor];
    setRatio(contrast(rgbOf(one), rgbOf(other)));
  }, []);
  const names = `${front.slice(2)} on ${ground.slice(2)}`;
  const figure = ratio === null ? '' : `${ratio.toFixed(1)}${ratio < least ? ' too low' : ''}`;
  const [colour, background] = [{ color: `var(${front})` }, { background: `var(${ground})` }];
  if (least === 3)
    return (
      <li className="gallery-pair">
        <span className="gallery-sign">
          <span ref={box} style={background}>
            <i ref={sample} style={colour} />
          </span>
          {names}
        </span>
        <span>{figure}</span>
      </li>
    );
  return (
    <li ref={(one) => void (box.current = one)} className="gallery-pair" style={background}>
      <span ref={sample} style={colour}>
        {names}
      </span>
      <span style={colour}>{figure}</span>
    </li>
  );
}

/** From a computed colour. */
function rgbOf(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
