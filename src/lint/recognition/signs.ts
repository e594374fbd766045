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
  /** Where the parts of a program by subject are as many as this, the rest serves them. */
  subjectShare: 0.5,
  /** Layers that hold less than this of a program are a detail of it. */
  layeredShare: 0.5,
  /** Enough lines to be believed, few enough to be read. */
  mostEvidence: 5,
} as const;

/** Folders of apps that serve people who build the system, or that only hold files of the deployment. */
export const NO_SERVICE =
  /^(?:deploy(?:ment)?|docker|infra|build|docs?|examples?|storybook|.*e2e|playground|www|website)$/;

/** A layer, by what its folders are called, and its files where folders are by subject. */
export interface Layer {
  readonly layer: string;
  readonly folders: RegExp;
  readonly files: RegExp;
}

/** From the entrance down. */
export const LAYERS: readonly Layer[] = [
  {
    layer: 'entrance',
    folders: /^(?:controllers?|routes?|routers?|handlers|presentation|resolvers)$/,
    files: fileNamed('controller|routes?|router|handler|resolver|gateway'),
  },
  {
    layer: 'logic',
    folders: /^(?:services?|application|domain|use-?cases|business)$/,
    files: fileNamed('service|use-?case'),
  },
  {
    layer: 'storage',
    folders:
      /^(?:repositor(?:y|ies)|persistence|daos?|models?|entit(?:y|ies)|infrastructure|databases?|db)$/,
    files: fileNamed('repository|dao|model|entity|schema'),
  },
];
/** An entrance where the other layers are there too; alone a front end has such a folder as well. */
export const PERHAPS_ENTRANCE = /^(?:api|rest|graphql|http|web)$/;

/** `order.service.ts`, `order-service.ts`, `OrderService.ts`. */
function fileNamed(words: string): RegExp {
  const capital = words.replace(/(?<![\w?-])\w/g, (first) => `[${first}${first.toUpperCase()}]`);
  return new RegExp(`[\\w$](?:[._-]|(?=[A-Z]))(?:${capital})s?\\.[cm]?[jt]sx?$`);
}

/** Layouts whose parts may be programs of their own. */
export const SEVERAL_PROGRAMS = /^(?:workspaces|none)$|^\{apps,/;

/** Layouts whose modules divide one program by subject, not by kind of file. */
export const BY_SUBJECT = /(?:^|\/)(?:modules|\{domains,features,contexts\})\//;
