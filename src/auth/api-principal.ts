export const SCOPES = ['upload', 'read', 'review', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who is calling: a key of one organisation. */
export interface ApiPrincipal {
  readonly apiKeyId: string;
  readonly organisationId: string;
  readonly organisation: string;
  /** Name of the key: it stands for the person or the program in every record of what was done. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Belongs to the organisation that runs the installation: its admin keys may issue keys for others. */
  readonly operator: boolean;
}
