const FORCED = [
  [':hover', '[data-forced="hover"]'],
  [':focus-visible', '[data-forced="focus"]'],
] as const;

/** The selector for elements that are shown as if they were hovered or focused, where it asks for that. */
export function forced(selector: string): string | null {
  for (const [state, mark] of FORCED) if (selector.includes(state)) return selector.replaceAll(state, mark);
  return null;
}

type Rules = Pick<CSSGroupingRule, 'cssRules' | 'insertRule' | 'deleteRule'>;

/**
 * Copies every rule for hovered or focused elements in the page's own sheets to `[data-forced]`.
 * @returns how to take the copies away
 */
export function forceStates(): () => void {
  const taken = [...document.styleSheets].flatMap((sheet) => copied(sheet));
  return () => {
    for (const [rules, rule] of taken) rules.deleteRule([...rules.cssRules].indexOf(rule));
  };
}

function copied(rules: Rules): readonly (readonly [Rules, CSSRule])[] {
  return [...rules.cssRules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) {
      const selector = forced(rule.selectorText);
      if (selector === null) return [];
      const { length } = rules.cssRules;
      rules.insertRule(`${selector} { ${rule.style.cssText} }`, length);
      const made = rules.cssRules[length];
      return made ? [[rules, made] as const] : [];
    }
    return rule instanceof CSSGroupingRule ? copied(rule) : [];
  });
}
