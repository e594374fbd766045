/** What tells one pattern from another, and why it is set where it is. */
export const SIGNS = {
  /** A front end and its API are two deployables and still one system; from three on, somebody splits. */
  fewestServices: 3,
  /** Two calls in a row are a service that asks another for help; more, and one outage reaches the first. */
  mostCallsInARow: 2,
  /** One table that two services use may be on its way out; it counts all the same, since neither can change it alone. */
  fewestSharedTables: 1,
  /** One import across services can be a slip; two are a habit. */
  fewestCrossImports: 2,
  /** Where at least half of what is deployed are functions, the rest serves them. */
  functionShare: 0.5,
  /** One folder is no division. */
  fewestModules: 2,
  /** Controllers alone are a framework's habit; with a second layer below they are a decision. */
  fewestLayers: 2,
  /** Enough lines to be believed, few enough to be read. */
  mostEvidence: 5,
} as const;

/** Folders of apps that serve people who build the system, or that only hold files of the deployment. */
export const NO_SERVICE =
  /^(?:deploy(?:ment)?|docker|infra|build|docs?|examples?|storybook|.*e2e|playground|www|website)$/;

/** Layers by what their folders are called, from the entrance down. */
export const LAYERS: readonly { readonly layer: string; readonly folders: RegExp }[] = [
  {
    layer: 'entrance',
    folders: /^(?:controllers?|routes?|routers?|handlers|presentation|resolvers)$/,
  },
  { layer: 'logic', folders: /^(?:services?|application|domain|use-?cases|business)$/ },
  {
    layer: 'storage',
    folders: /^(?:repositor(?:y|ies)|persistence|daos?|models?|entit(?:y|ies)|infrastructure)$/,
  },
];

/** Layouts whose modules divide one program by subject, not by kind of file. */
export const BY_SUBJECT = /(?:^|\/)(?:modules|\{domains,features,contexts\})\//;
