import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Policies } from '@probity/policy-packs';
import { routesOf } from '../access/routes.js';
import { factSchemas, questionSchema } from './openapi-facts.js';
import { headers, parameters, problemResponses, problemSchema } from './openapi-parts.js';
import { describeRoute, type Operation } from './openapi-route.js';
import { tags } from './openapi-tags.js';

/**
 * OpenAPI 3.1 at `/openapi.json`, from the schemas that validate; a page to read it at `/docs`, with its own assets. Made
 * when it is first asked for, as a start need not wait for it.
 */
export const describeApi = (application: NestFastifyApplication, policies: Policies): void => {
  SwaggerModule.setup('docs', application, () => documentOf(application, policies), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Probity: the API',
    // Otherwise the page asks a validator elsewhere what it thinks of the document.
    swaggerOptions: { validatorUrl: null },
  });
};

const documentOf = (application: NestFastifyApplication, policies: Policies): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle('Probity')
    .setDescription(
      'Cases of malpractice, maladministration and academic integrity. A write names the version that was seen (`If-Match`) and carries an `Idempotency-Key`; every refusal is problem details (RFC 9457) with the clause.',
    )
    .setVersion('1')
    .setExternalDoc('What the services tell one another, as AsyncAPI 3.0', '/asyncapi.json')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(application, config);
  const routes = routesOf(application);
  for (const route of routes) {
    const operation = document.paths[route.path]?.[route.method as 'get'];
    if (!operation) throw new Error(`${route.name} is missing from the description of the API`);
    Object.assign(operation, describeRoute(route, operation as Operation, routes));
  }
  document.tags = tags.filter(({ name }) => isUsed(document.paths, name));
  const explain = document.paths['/policies/{institution}/{version}/explain']?.post;
  if (explain) {
    const schema = questionSchema(policies);
    explain.requestBody = { required: true, content: { 'application/json': { schema } } };
  }
  const { schemas = {}, ...components } = document.components ?? {};
  document.components = {
    ...components,
    schemas: { ...schemas, ...factSchemas(policies), Problem: problemSchema },
    responses: problemResponses,
    parameters,
    headers,
  };
  return document;
};

const isUsed = (paths: object, tag: string): boolean =>
  Object.values(paths)
    .flatMap((item: object) => Object.values(item) as readonly Operation[])
    .some(({ tags: own }) => own?.includes(tag));
