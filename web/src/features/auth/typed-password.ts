let typed: string | null = null;

/** The password just chosen, in memory for the log-in that follows the confirmation; gone with the page. */
export const typedPassword = {
  keep(password: string): void {
    typed = password;
  },
  take(): string | null {
    const password = typed;
    typed = null;
    return password;
  },
};
