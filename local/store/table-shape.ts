/** Index name → its key attributes, and the time-to-live attribute: what the template says about the table. */
export interface TableShape {
  readonly timeToLive?: string;
  readonly indexes: { readonly [name: string]: IndexShape };
}

export interface IndexShape {
  readonly partitionKey: string;
  readonly sortKey: string;
}
