/** What a package loads by its name, or asks its user to install beside it; nobody imports that. */
const LOADS: readonly { readonly by: RegExp; readonly loads: RegExp }[] = [
  {
    by: /^(?:typeorm|sequelize|sequelize-typescript|knex|objection|bookshelf|waterline|@nestjs\/(?:typeorm|sequelize)|@adonisjs\/lucid|@strapi\/strapi|@mikro-orm\/.+)$/,
    loads:
      /^(?:pg|pg-native|pg-hstore|pg-query-stream|mysql2?|mariadb|sqlite3|better-sqlite3|tedious|mssql|oracledb|sql\.js)$/,
  },
  {
    by: /^(?:express|sails|consolidate|(?:@ladjs\/|@koa\/)?koa-views|@koa\/views|vision|@hapi\/vision|point-of-view|@fastify\/view|email-templates)$/,
    loads: /^(?:pug|jade|ejs|hbs|handlebars|nunjucks|mustache|twig|swig|eta|liquidjs|hogan\.js)$/,
  },
  {
    by: /^@nestjs\//,
    loads: /^(?:@nestjs\/platform-.+|reflect-metadata|rxjs|class-transformer|class-validator)$/,
  },
  {
    by: /^@nestjs\/microservices$/,
    loads:
      /^(?:kafkajs|amqplib|amqp-connection-manager|nats|mqtt|ioredis|redis|@grpc\/(?:grpc-js|proto-loader))$/,
  },
  {
    by: /^@nestjs\/swagger$/,
    loads: /^(?:swagger-ui-express|@fastify\/(?:static|swagger))$/,
  },
  { by: /^@nestjs\/mongoose$/, loads: /^mongoose$/ },
  { by: /^@nestjs\/passport$/, loads: /^passport$/ },
  { by: /^(?:@nestjs\/)?cache-manager$/, loads: /^cache-manager(?:-.+)?$/ },
  {
    by: /^(?:@apollo\/.+|apollo-.+|@nestjs\/graphql|type-graphql|graphql-.+|urql|express-graphql)$/,
    loads: /^graphql$/,
  },
  { by: /^(?:next|gatsby|@docusaurus\/core|expo|@remix-run\/react)$/, loads: /^react(?:-dom)?$/ },
  { by: /^nuxt$/, loads: /^vue(?:-router)?$/ },
  { by: /^next$/, loads: /^sharp$/ },
  { by: /^expo$/, loads: /^(?:react-native-.+|expo-.+|@expo\/.+)$/ },
  {
    by: /^@angular\/core$/,
    loads: /^(?:rxjs|zone\.js|@angular\/(?:animations|compiler|platform-.+))$/,
  },
  { by: /^@mui\/.+$/, loads: /^(?:@emotion\/(?:react|styled)|styled-components)$/ },
  { by: /^(?:styled-components|recharts)$/, loads: /^react-is$/ },
  { by: /^(?:react-chartjs-2|vue-chartjs|ng2-charts)$/, loads: /^chart\.js$/ },
  { by: /^bootstrap$/, loads: /^(?:@popperjs\/core|popper\.js|jquery)$/ },
  { by: /^@fortawesome\//, loads: /^@fortawesome\/fontawesome-svg-core$/ },
  { by: /^primus$/, loads: /^(?:ws|sockjs|engine\.io)$/ },
  { by: /^(?:ws|socket\.io|websocket)$/, loads: /^(?:bufferutil|utf-8-validate)$/ },
  { by: /^(?:pino|fastify|nestjs-pino)$/, loads: /^pino-pretty$/ },
];

/** Whether one of the packages that are asked for loads another of them by its name. */
export function isLoadedBy(asked: readonly string[]): (name: string) => boolean {
  const loaded = LOADS.filter(({ by }) => asked.some((name) => by.test(name)));
  return (name) => loaded.some(({ loads }) => loads.test(name));
}
