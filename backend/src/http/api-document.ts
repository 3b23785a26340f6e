/** The OpenAPI document, made from the routes' own schemas, and a page to read it. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import type { HttpServer } from './server.ts';

export async function registerApiDocument(
  server: HttpServer,
  config: Config,
  version: string,
): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'BanGUI',
        version,
        description: 'The API behind the interface. Times are Unix seconds (UTC), durations name their unit.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: config.basePath.replace(/(?<=.)\/$/, '') }],
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'bangui_session' } },
      },
    },
    stripBasePath: true,
    transform: jsonSchemaTransform,
    transformObject: (input) => withoutUnusedSchemas(jsonSchemaTransformObject(input)),
  });
  await server.register(swaggerUi, {
    routePrefix: `${config.basePath}api/docs`,
    uiConfig: { docExpansion: 'list', tryItOutEnabled: false },
    // The bar would ask for another document's address under somebody else's name.
    theme: { title: 'BanGUI API', css: [{ filename: 'bangui.css', content: '.topbar { display: none }' }] },
  });
}

type ApiDocument = ReturnType<typeof jsonSchemaTransformObject>;

/** The generator describes every schema as input and as output; one of the two is usually referred to by nothing. */
function withoutUnusedSchemas(document: ApiDocument): ApiDocument {
  const schemas = ('components' in document && document.components?.schemas) || {};
  const text = JSON.stringify(document);
  const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
  for (const name of unused) delete schemas[name];
  return unused.length === 0 ? document : withoutUnusedSchemas(document);
}
